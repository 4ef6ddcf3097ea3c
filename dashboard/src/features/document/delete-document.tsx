import { deleteDocument, type DocumentBody } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { body } from "~/lib/api";
import { documentKeys } from "./document";

/** Asks, then deletes a document and its passages. */
export function DeleteDocument({ document, onClose }: { document: DocumentBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const remove = async () => {
    await body(deleteDocument({ path: { id: document.id }, throwOnError: true }));
    toast.success(`${document.title} was deleted`);
    await queryClient.invalidateQueries({ queryKey: documentKeys.list(document.agentId) });
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={`Delete ${document.title}?`} action="Delete document" onConfirm={remove}>
      The agent stops answering from it at once. Answers already given keep their quotes.
    </Confirm>
  );
}
