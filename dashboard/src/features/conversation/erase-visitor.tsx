import { eraseVisitor } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { conversationKeys } from "./conversation";

/** Asks, then erases a person with everything they said, and goes back to the inbox. */
export function EraseVisitor({ id, name, onClose }: { id: string; name: string | null | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const erase = async () => {
    await eraseVisitor({ path: { id }, throwOnError: true });
    toast.success("The visitor was erased");
    await navigate({ to: "/dashboard/conversations" });
    await queryClient.invalidateQueries({ queryKey: conversationKeys.lists });
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={`Erase ${name ?? "this visitor"}?`} action="Erase" onConfirm={erase}>
      All conversations of this visitor are gone for good, with what is known of them. What their answers cost stays in the sums.
    </Confirm>
  );
}
