import type { SourceBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { GlobeIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { DeleteSource } from "./delete-source";
import { PagesDialog } from "./pages-dialog";
import { SnapshotsDialog } from "./snapshots-dialog";
import { sourcesQuery } from "./source";
import { SourceDialog } from "./source-dialog";
import { type SourceAction, SourceRow } from "./source-row";

/** The agent's websites and where each stands. */
export function SourceList({ agentId }: { agentId: string }) {
  const list = useQuery(sourcesQuery(agentId));
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ action: SourceAction; source: SourceBody }>();
  const close = () => { setOpen(undefined); };
  if (list.isPending) return <Card><SkeletonRows rows={1} /></Card>;
  if (list.isError) return <LoadError query={list} />;
  return (
    <Card>
      <CardHeader
        title="Websites"
        action={
          <Button variant="secondary" size="sm" onClick={() => { setAdding(true); }}>
            <GlobeIcon aria-hidden /> Add a website
          </Button>
        }
      />
      {list.data.length === 0 ? (
        <p className="flex items-center gap-2.5 border-t px-5 py-5 text-muted">
          <GlobeIcon aria-hidden className="size-4 shrink-0" /> None yet. The agent can read a page, a sitemap or a whole site, and follow its changes.
        </p>
      ) : (
        <ul className="divide-y border-t">
          {list.data.map((source) => (
            <SourceRow key={source.id} source={source} onOpen={(action) => { setOpen({ action, source }); }} />
          ))}
        </ul>
      )}
      {adding && <SourceDialog agentId={agentId} onClose={() => { setAdding(false); }} />}
      {open?.action === "pages" && <PagesDialog source={open.source} onClose={close} />}
      {open?.action === "history" && <SnapshotsDialog source={open.source} onClose={close} />}
      {open?.action === "settings" && <SourceDialog agentId={agentId} source={open.source} onClose={close} />}
      {open?.action === "delete" && <DeleteSource source={open.source} onClose={close} />}
    </Card>
  );
}
