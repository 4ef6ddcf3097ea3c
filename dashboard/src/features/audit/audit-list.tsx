import type { AuditBody } from "@parlor/api-client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { HistoryIcon } from "lucide-react";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { MoreButton } from "~/components/ui/more-button";
import { SkeletonRows } from "~/components/ui/skeleton";
import { differences } from "~/lib/differences";
import { type AuditFilter, auditQuery } from "./audit";

/** Who changed what, newest first; each entry opens to what it was and what it became. */
export function AuditList({ filter }: { filter: AuditFilter }) {
  const list = useInfiniteQuery(auditQuery(filter));
  if (list.isPending) return <Card><SkeletonRows rows={5} /></Card>;
  if (list.isError) return <LoadError query={list} />;
  const entries = list.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) {
    return (
      <Card>
        <EmptyState icon={<HistoryIcon />} title="No changes">
          Nothing was changed that meets these conditions.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <ol className="divide-y">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      <MoreButton query={list} />
    </Card>
  );
}

function Entry({ entry }: { entry: AuditBody }) {
  const changes = differences(entry.before, entry.after);
  const head = (
    <>
      <span className="min-w-0 flex-1 sm:flex sm:gap-1.5">
        <span className="block truncate font-medium">{entry.actorName}</span> <span className="block shrink-0 text-muted">{entry.action.replace(".", " ")}</span>
      </span>
      <span className="text-[0.8125rem] text-muted">
        <Time at={entry.at} />
      </span>
    </>
  );
  if (changes.length === 0) return <p className="flex items-baseline gap-4 px-5 py-3">{head}</p>;
  return (
    <details className="group">
      <summary className="flex items-baseline gap-4 px-5 py-3 hover:bg-sunken/50 focus-visible:-outline-offset-2">{head}</summary>
      <div className="space-y-2 px-5 pb-4">
        <p className="text-xs break-all text-muted">{entry.subject}</p>
        <dl className="space-y-2 text-[0.8125rem]">
          {changes.map(({ field, before, after }) => (
            <div key={field} className="rounded-lg border p-3">
              <dt className="mb-1">
                <Badge>{field}</Badge>
              </dt>
              {before !== "" && <dd className="whitespace-pre-wrap text-danger wrap-anywhere"><span className="sr-only">Before: </span><del className="no-underline">− {before}</del></dd>}
              {after !== "" && <dd className="whitespace-pre-wrap text-accent wrap-anywhere"><span className="sr-only">After: </span><ins className="no-underline">+ {after}</ins></dd>}
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
