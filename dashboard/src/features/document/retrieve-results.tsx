import type { RetrieveResult } from "@parlor/api-client";
import { plural } from "~/lib/format";

/** The passages a question found, best first. */
export function RetrieveResults({ results, tookMs }: RetrieveResult) {
  return (
    <div aria-live="polite">
      <p className="mb-2 text-xs text-muted tabular-nums">
        {plural(results.length, "passage")} in {tookMs < 1 ? "under 1" : tookMs} ms
      </p>
      <ol className="space-y-2.5">
        {results.map((result) => (
          <li key={result.chunkId} className="rounded-xl border bg-canvas p-3.5">
            <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <p className="min-w-0 text-[0.8125rem] font-medium">
                {result.title}
                {result.heading != null && result.heading !== "" && <span className="font-normal text-muted"> › {result.heading}</span>}
              </p>
              <dl className="flex gap-3 font-mono text-xs text-muted tabular-nums">
                <Score name="score" value={result.score} />
                <Score name="meaning" value={result.vectorScore} />
                <Score name="words" value={result.textScore} />
              </dl>
            </div>
            <p className="line-clamp-4 text-[0.8125rem] whitespace-pre-wrap text-muted wrap-anywhere">{result.text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Score({ name, value }: { name: string; value: number | null | undefined }) {
  return (
    <div className="flex gap-1">
      <dt>{name}</dt>
      <dd className="text-ink">{value == null ? "–" : value.toFixed(3)}</dd>
    </div>
  );
}
