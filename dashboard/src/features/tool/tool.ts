import { listTools, type ToolBody, type UpdateTool, updateTool } from "@parlor/api-client";
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { agentKeys } from "~/features/agent/agent";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";

export const toolsQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...agentKeys.one(agentId), "tools"],
    queryFn: ({ signal }) => body(listTools({ path: { id: agentId }, signal, throwOnError: true })),
  });

/** Changes a tool at once, and says when that fails. */
export function useChangeTool(tool: ToolBody) {
  const queryClient = useQueryClient();
  return async (fields: UpdateTool) => {
    try {
      await body(updateTool({ path: { id: tool.id }, body: fields, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: toolsQuery(tool.agentId).queryKey });
    } catch (error) {
      toastProblem(error);
    }
  };
}
