import { deleteTool, type ToolBody } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { body } from "~/lib/api";
import { toolsQuery } from "./tool";

/** Asks, then deletes a tool. */
export function DeleteTool({ tool, onClose }: { tool: ToolBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const remove = async () => {
    await body(deleteTool({ path: { id: tool.id }, throwOnError: true }));
    toast.success(`${tool.name} was deleted`);
    await queryClient.invalidateQueries({ queryKey: toolsQuery(tool.agentId).queryKey });
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={`Delete ${tool.name}?`} action="Delete tool" onConfirm={remove}>
      {tool.kind === "webhook" ? "The agent stops calling it at once, and its signing secret is gone." : "The agent stops calling it at once."}
    </Confirm>
  );
}
