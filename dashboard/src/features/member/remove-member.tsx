import { type MemberBody, removeMember } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { membersQuery } from "./member";

/** Asks, then ends somebody's place in the organization. */
export function RemoveMember({ member, onClose }: { member: MemberBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const called = member.name ?? member.email;
  const remove = async () => {
    await removeMember({ path: { id: member.id }, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
    toast.success(`${called} was removed`);
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={`Remove ${called}?`} action="Remove" onConfirm={remove}>
      They are signed out of this organization at once. Their account stays, and you can invite them again.
    </Confirm>
  );
}
