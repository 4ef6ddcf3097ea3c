import { getLangfuse } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { agentKeys } from "~/features/agent/agent";
import { body } from "~/lib/api";
import { Problem } from "~/lib/problem";

/** The agent's Langfuse project; `null` when it has none. */
export const langfuseQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...agentKeys.one(agentId), "langfuse"],
    queryFn: async ({ signal }) => {
      try {
        return await body(getLangfuse({ path: { id: agentId }, signal, throwOnError: true }));
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
  });
