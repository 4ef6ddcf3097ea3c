import { eraseConversation } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { conversationCasesQuery } from "~/features/eval/eval";
import { plural } from "~/lib/format";
import { conversationKeys } from "./conversation";

/** Asks, then erases everything that was said, and goes back to the inbox. */
export function EraseConversation({ id, onClose }: { id: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const cases = useQuery(conversationCasesQuery(id)).data?.cases.length ?? 0;
  const erase = async () => {
    await eraseConversation({ path: { id }, throwOnError: true });
    toast.success("The conversation was erased");
    await navigate({ to: "/dashboard/conversations" });
    queryClient.removeQueries({ queryKey: conversationKeys.one(id) });
    await queryClient.invalidateQueries({ queryKey: conversationKeys.lists });
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title="Erase this conversation?" action="Erase" onConfirm={erase}>
      Its messages, feedback, labels and notes are gone for good, for the visitor too.
      {cases > 0 && ` What was copied into ${plural(cases, "test case")} stays until you delete it in its suite.`}
    </Confirm>
  );
}
