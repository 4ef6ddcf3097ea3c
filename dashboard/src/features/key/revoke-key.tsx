import { type KeyBody, revokeKey } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { body } from "~/lib/api";
import { keysQuery } from "./key";

/** Asks, then makes a key useless. */
export function RevokeKey({ item, onClose }: { item: KeyBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const revoke = async () => {
    await body(revokeKey({ path: { id: item.id }, throwOnError: true }));
    toast.success(`${item.name} was revoked`);
    await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
  };
  return (
    <Confirm open onOpenChange={(open) => { if (!open) onClose(); }} title={`Revoke ${item.name}?`} action="Revoke key" onConfirm={revoke}>
      Everything that uses it stops working within seconds. This cannot be undone.
    </Confirm>
  );
}
