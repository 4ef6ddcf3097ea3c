import { type AgentBody, deleteAgent } from "@parlor/api-client";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { body } from "~/lib/api";

/** Asks, then deletes the agent with everything that belongs to it. */
export function DeleteAgent({ agent, onClose, onDeleted }: { agent: Pick<AgentBody, "id" | "name">; onClose: () => void; onDeleted: () => unknown }) {
  const remove = async () => {
    await body(deleteAgent({ path: { id: agent.id }, throwOnError: true }));
    toast.success(`${agent.name} was deleted`);
    await onDeleted();
  };
  return (
    <Confirm
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Delete ${agent.name}?`}
      action="Delete agent"
      onConfirm={remove}
    >
      Its documents, versions and conversations are erased, and pages that embed it stop answering. This cannot be undone.
    </Confirm>
  );
}
