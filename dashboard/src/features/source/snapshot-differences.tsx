import { useQuery } from "@tanstack/react-query";
import { Badge } from "~/components/ui/badge";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { count } from "~/lib/format";
import { differencesQuery, shortAddress } from "./source";

const LOOK = {
  added: { tone: "good", text: "New" },
  changed: { tone: "warn", text: "Changed" },
  removed: { tone: "bad", text: "Gone" },
} as const;

/** The pages that a sync changed, with how many passages came and went. */
export function SnapshotDifferences({ id }: { id: string }) {
  const list = useQuery(differencesQuery(id));
  if (list.isPending) return <SkeletonRows rows={2} />;
  if (list.isError) return <LoadError query={list} />;
  return (
    <ul className="mt-2.5 space-y-1.5 rounded-lg border bg-canvas px-3 py-2.5 text-[0.8125rem]">
      {list.data.map(({ url, change, chunksAdded, chunksRemoved }) => (
        <li key={url} className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 wrap-anywhere">{shortAddress(url)}</span>
          <span className="shrink-0 text-muted tabular-nums">
            <span aria-label={`${count(chunksAdded)} passages added`}>+{count(chunksAdded)}</span>{" "}
            <span aria-label={`${count(chunksRemoved)} passages removed`}>−{count(chunksRemoved)}</span>
          </span>
          <Badge tone={LOOK[change].tone}>{LOOK[change].text}</Badge>
        </li>
      ))}
    </ul>
  );
}
