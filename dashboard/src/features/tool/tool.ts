import { listTools } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { agentKeys } from "~/features/agent/agent";
import { body } from "~/lib/api";

export const toolsQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...agentKeys.one(agentId), "tools"],
    queryFn: ({ signal }) => body(listTools({ path: { id: agentId }, signal, throwOnError: true })),
  });
