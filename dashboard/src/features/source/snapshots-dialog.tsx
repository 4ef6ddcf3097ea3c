import { rollBackSnapshot, type SnapshotBody, type SourceBody } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { count, plural } from "~/lib/format";
import { SnapshotDifferences } from "./snapshot-differences";
import { shortAddress, snapshotsQuery, sourceKeys } from "./source";

/** What each sync of a website changed, and the way back. */
export function SnapshotsDialog({ source, onClose }: { source: SourceBody; onClose: () => void }) {
  const list = useQuery(snapshotsQuery(source.id));
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} shape="wide" title="History" description={`What each sync of ${shortAddress(source.url)} changed. The last ten are kept.`}>
      {list.isPending && <SkeletonRows />}
      {list.isError && <LoadError query={list} />}
      {list.data?.length === 0 && <p className="py-3 text-muted">No sync has ended yet.</p>}
      <ol className="divide-y">
        {list.data?.map((snapshot) => (
          <SnapshotRow key={snapshot.id} snapshot={snapshot} source={source} />
        ))}
      </ol>
    </Dialog>
  );
}

function SnapshotRow({ snapshot, source }: { snapshot: SnapshotBody; source: SourceBody }) {
  const queryClient = useQueryClient();
  const [compared, setCompared] = useState(false);
  const [busy, setBusy] = useState(false);
  const rollBack = async () => {
    setBusy(true);
    try {
      await body(rollBackSnapshot({ path: { id: snapshot.id }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: sourceKeys.one(source.id) });
      await queryClient.invalidateQueries({ queryKey: sourceKeys.list(source.agentId) });
      toast.success("The agent answers from these pages again", { description: "The next sync reads the site as it is then." });
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <p className="font-medium"><Time at={snapshot.takenAt} /></p>
          <p className="text-[0.8125rem] text-muted tabular-nums">
            {plural(snapshot.pages, "page")} · {count(snapshot.added)} new · {count(snapshot.changed)} changed · {count(snapshot.removed)} gone
          </p>
        </div>
        <Button variant="ghost" size="sm" aria-expanded={compared} onClick={() => { setCompared(!compared); }}>
          {compared ? "Hide changes" : "Show changes"}
        </Button>
        {snapshot.live ? (
          <Badge tone="good">Live</Badge>
        ) : (
          <Button variant="secondary" size="sm" busy={busy} onClick={() => void rollBack()}>
            Roll back
          </Button>
        )}
      </div>
      {compared && <SnapshotDifferences id={snapshot.id} />}
    </li>
  );
}
