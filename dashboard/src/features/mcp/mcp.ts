import { listMcpServers } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { agentKeys } from "~/features/agent/agent";
import { body } from "~/lib/api";

export const mcpServersQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...agentKeys.one(agentId), "mcp-servers"],
    queryFn: ({ signal }) => body(listMcpServers({ path: { id: agentId }, signal, throwOnError: true })),
  });
