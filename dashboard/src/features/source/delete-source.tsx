import { deleteSource, type SourceBody } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { body } from "~/lib/api";
import { shortAddress, sourceKeys } from "./source";

/** Asks, then deletes a website with its pages and its history. */
export function DeleteSource({ source, onClose }: { source: SourceBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const name = shortAddress(source.url);
  const remove = async () => {
    await body(deleteSource({ path: { id: source.id }, throwOnError: true }));
    toast.success(`${name} was deleted`);
    await queryClient.invalidateQueries({ queryKey: sourceKeys.list(source.agentId) });
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={`Delete ${name}?`} action="Delete website" onConfirm={remove}>
      The agent stops answering from its pages at once, and its history goes too. Answers already given keep their quotes.
    </Confirm>
  );
}
