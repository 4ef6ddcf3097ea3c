import type { KeyBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { KeyRoundIcon } from "lucide-react";
import { useState } from "react";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { keysQuery } from "./key";
import { RevokeKey } from "./revoke-key";

/** The organization's keys: what each may do, where, and when it was last used. */
export function KeyList({ onCreate }: { onCreate: () => void }) {
  const query = useQuery(keysQuery);
  const [doomed, setDoomed] = useState<KeyBody>();
  if (query.isPending) return <Card><SkeletonRows /></Card>;
  if (query.isError) return <LoadError query={query} />;
  if (query.data.keys.length === 0) {
    return (
      <Card>
        <EmptyState icon={<KeyRoundIcon />} title="No keys yet" action={<Button onClick={onCreate}>Create a key</Button>}>
          A publishable key goes into a web page; a secret key stays on your server.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <ul className="divide-y">
        {query.data.keys.map((key) => (
          <KeyRow key={key.id} item={key} onRevoke={() => { setDoomed(key); }} />
        ))}
      </ul>
      {doomed !== undefined && <RevokeKey item={doomed} onClose={() => { setDoomed(undefined); }} />}
    </Card>
  );
}

function KeyRow({ item, onRevoke }: { item: KeyBody; onRevoke: () => void }) {
  const isRevoked = item.revokedAt != null;
  const detail = item.kind === "publishable" ? item.allowedOrigins : item.scopes;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{item.name}</span>
          <Badge tone={isRevoked ? "bad" : "neutral"}>{isRevoked ? "Revoked" : item.kind === "publishable" ? "Publishable" : "Secret"}</Badge>
        </p>
        <p className="mt-0.5 text-[0.8125rem] break-words text-muted">
          <code className="font-mono text-xs">{item.prefix}…</code>
          {detail.length > 0 && <> · {detail.join(", ")}</>}
        </p>
      </div>
      <p className="text-[0.8125rem] text-muted">{item.lastUsedAt == null ? "Never used" : <>Used <Time at={item.lastUsedAt} /></>}</p>
      {!isRevoked && (
        <Button variant="danger-ghost" size="sm" onClick={onRevoke} aria-label={`Revoke ${item.name}`}>
          Revoke
        </Button>
      )}
    </li>
  );
}
