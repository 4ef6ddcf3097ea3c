import { useQuery } from "@tanstack/react-query";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { keysQuery } from "./key";

/** How often it is looked whether a page has used the key, ms. */
const EVERY = 5_000;

/** Whether a page has opened the chat with this key; watches until one has. */
export function Seen({ keyId }: { keyId: string }) {
  const { data } = useQuery({
    ...keysQuery,
    refetchInterval: ({ state }) => (lastUse(state.data?.keys, keyId) == null ? EVERY : false),
  });
  const at = lastUse(data?.keys, keyId);
  return (
    <span role="status">
      {at == null ? (
        <Badge live>Waiting for a page to show it</Badge>
      ) : (
        <Badge tone="good">
          Seen <Time at={at} />
        </Badge>
      )}
    </span>
  );
}

function lastUse(keys: readonly { id: string; lastUsedAt?: string | null }[] | undefined, id: string) {
  return keys?.find((key) => key.id === id)?.lastUsedAt;
}
