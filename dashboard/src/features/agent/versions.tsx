import type { AgentBody, VersionBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { membersQuery } from "~/features/member/member";
import { versionsQuery } from "./agent";
import { Rollback } from "./rollback";

// The comparison brings a library that nobody else needs.
const CompareVersions = lazy(() => import("./compare-versions"));

/** Every configuration that was ever live, newest first, and the way back to one. */
export function Versions({ agent }: { agent: AgentBody }) {
  const query = useQuery(versionsQuery(agent.id));
  const members = useQuery(membersQuery).data?.members ?? [];
  const [target, setTarget] = useState<VersionBody>();
  const [compared, setCompared] = useState<number>();
  const author = (id: string | null | undefined) => {
    const member = members.find((one) => one.id === id);
    return id == null ? "a server" : (member?.name ?? member?.email ?? "a former member");
  };
  if (query.isPending) return <Card><SkeletonRows /></Card>;
  if (query.isError) return <LoadError query={query} />;
  return (
    <Card>
      <CardHeader title="Versions">Each publish adds one. Rolling back publishes an old one again, so nothing is lost.</CardHeader>
      <ol className="divide-y border-t">
        {query.data.versions.map((version) => (
          <li key={version.version} className="flex items-center gap-4 px-5 py-3.5">
            <span className="w-10 shrink-0 font-mono text-[0.8125rem] text-muted tabular-nums">v{version.version}</span>
            <div className="min-w-0 flex-1">
              <p className="truncate">{version.note ?? <span className="text-muted">No note</span>}</p>
              <p className="text-[0.8125rem] text-muted">
                <Time at={version.publishedAt} /> by {author(version.publishedBy)}
                {version.gate?.overridden === true && `, although evaluations did not pass: ${version.gate.reason ?? ""}`}
              </p>
            </div>
            <Button variant="ghost" size="sm" aria-label={`Compare version ${version.version}`} onClick={() => { setCompared(version.version); }}>
              Compare
            </Button>
            {version.version === agent.publishedVersion ? (
              <Badge tone="good">Live</Badge>
            ) : (
              <Button variant="secondary" size="sm" onClick={() => { setTarget(version); }}>
                Roll back
              </Button>
            )}
          </li>
        ))}
      </ol>
      {compared !== undefined && (
        <Suspense>
          <CompareVersions agent={agent} versions={query.data.versions} version={compared} onClose={() => { setCompared(undefined); }} />
        </Suspense>
      )}
      {target !== undefined && <Rollback agent={agent} to={target.version} onClose={() => { setTarget(undefined); }} />}
    </Card>
  );
}
