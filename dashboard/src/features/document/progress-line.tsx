import type { DocumentBody } from "@parlor/api-client";
import { count } from "~/lib/format";

const UNIT = { extracting: "Page", embedding: "Passage" } as const;

/** How far a document is, in pages while it is read and in passages while it is indexed; nothing while that is not known. */
export function ProgressLine({ document: { status, progress, title } }: { document: DocumentBody }) {
  if (progress == null || progress.total === 0 || (status !== "extracting" && status !== "embedding")) return null;
  const { done, total } = progress;
  return (
    <span className="flex items-center gap-2.5 tabular-nums">
      <progress aria-label={`Progress of ${title}`} value={done} max={total} className="h-1.5 w-28 appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent" />
      {UNIT[status]} {count(done)} of {count(total)}
    </span>
  );
}
