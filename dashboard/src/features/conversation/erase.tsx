import { eraseConversation, eraseVisitor } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { conversationCasesQuery } from "~/features/eval/eval";
import { plural } from "~/lib/format";
import { conversationKeys } from "./conversation";

/** Asks, then erases everything that was said, and goes back to the inbox. */
export function EraseConversation({ id, onClose }: { id: string; onClose: () => void }) {
  const cases = useQuery(conversationCasesQuery(id)).data?.cases.length ?? 0;
  const erase = () => eraseConversation({ path: { id }, throwOnError: true });
  return (
    <Erase title="Erase this conversation?" done="The conversation was erased" erase={erase} conversationId={id} onClose={onClose}>
      Its messages, feedback, labels and notes are gone for good, for the visitor too.
      {cases > 0 && ` What was copied into ${plural(cases, "test case")} stays until you delete it in its suite.`}
    </Erase>
  );
}

/** Asks, then erases a person with everything they said, and goes back to the inbox. */
export function EraseVisitor({ id, name, onClose }: { id: string; name: string | null | undefined; onClose: () => void }) {
  const erase = () => eraseVisitor({ path: { id }, throwOnError: true });
  return (
    <Erase title={`Erase ${name ?? "this visitor"}?`} done="The visitor was erased" erase={erase} onClose={onClose}>
      All conversations of this visitor are gone for good, with what is known of them. What their answers cost stays in the sums.
    </Erase>
  );
}

interface EraseProps {
  title: string;
  /** What is said afterwards. */
  done: string;
  erase: () => Promise<unknown>;
  /** The conversation that is gone, when it is one. */
  conversationId?: string;
  onClose: () => void;
  children: ReactNode;
}

function Erase({ title, done, erase, conversationId, onClose, children }: EraseProps) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const confirm = async () => {
    await erase();
    toast.success(done);
    await navigate({ to: "/dashboard/conversations" });
    if (conversationId !== undefined) queryClient.removeQueries({ queryKey: conversationKeys.one(conversationId) });
    await queryClient.invalidateQueries({ queryKey: conversationKeys.lists });
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={title} action="Erase" onConfirm={confirm}>
      {children}
    </Confirm>
  );
}
