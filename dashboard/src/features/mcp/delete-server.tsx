import { deleteMcpServer, type McpServerBody } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { toolsQuery } from "~/features/tool/tool";
import { body } from "~/lib/api";
import { mcpServersQuery } from "./mcp";

/** Asks, then deletes a server. */
export function DeleteServer({ server, onClose }: { server: McpServerBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const remove = async () => {
    await body(deleteMcpServer({ path: { id: server.id }, throwOnError: true }));
    toast.success(`${server.name} was deleted`);
    await Promise.all([mcpServersQuery(server.agentId), toolsQuery(server.agentId)].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })));
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={`Delete ${server.name}?`} action="Delete server" onConfirm={remove}>
      The agent stops using all of its tools at once, and the values of its headers are gone.
    </Confirm>
  );
}
