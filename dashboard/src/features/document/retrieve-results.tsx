import type { RetrieveResult } from "@parlor/api-client";
import { plural } from "~/lib/format";

/** The passages a question found, best first, with what each half of the search thought of them and where the time went. */
export function RetrieveResults({ results, searched, indexMs, embedMs, searchMs, rerankMs, reranking }: RetrieveResult) {
  return (
    <div aria-live="polite">
      <p className="mb-2 text-xs text-muted tabular-nums">
        {plural(results.length, "passage")} of {searched} · {embedMs == null ? "question not embedded" : `question embedded in ${ms(embedMs)}`} · searched in {ms(searchMs)}
        {rerankMs != null && <> · reranked in {ms(rerankMs)}</>}
        {indexMs >= 1 && <> · index in {ms(indexMs)}</>}
      </p>
      {reranking === "missing" && <p className="mb-2 text-[0.8125rem] text-muted">This server has no reranker: the order is that of the search.</p>}
      {reranking === "failed" && <p className="mb-2 text-[0.8125rem] text-muted">The reranker failed or was late: the order is that of the search.</p>}
      {results.length === 0 && <p className="text-[0.8125rem] text-muted">Nothing has enough evidence. Visitors get what is set under “When the documents say nothing”.</p>}
      <ol className="space-y-2.5">
        {results.map((result) => (
          <li key={result.chunkId} className="rounded-xl border bg-canvas p-3.5">
            <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <p className="min-w-0 text-[0.8125rem] font-medium">
                <span className="mr-1.5 text-muted tabular-nums">{result.rank}</span>
                {result.title}
                {result.heading != null && result.heading !== "" && <span className="font-normal text-muted"> › {result.heading}</span>}
                {result.page != null && <span className="font-normal text-muted">, page {result.page}</span>}
              </p>
              <dl className="flex flex-wrap gap-x-3 font-mono text-xs text-muted tabular-nums">
                {result.rerankScore != null && <Score name="reranker" value={result.rerankScore} />}
                <Score name="score" value={result.score} rank={result.rerankScore == null ? null : result.fusedRank} />
                <Score name="evidence" value={result.evidence} />
                <Score name="meaning" value={result.vectorScore} rank={result.vectorRank} />
                <Score name="words" value={result.textScore} rank={result.textRank} />
              </dl>
            </div>
            <p className="line-clamp-4 text-[0.8125rem] whitespace-pre-wrap text-muted wrap-anywhere">{result.text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function ms(value: number) {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

/** A score, and the place it gives in its half's own list. */
function Score({ name, value, rank }: { name: string; value: number | null | undefined; rank?: number | null | undefined }) {
  return (
    <div className="flex gap-1">
      <dt>{name}</dt>
      <dd className="text-ink">
        {value == null ? "–" : value.toFixed(3)}
        {rank != null && <span className="text-muted"> #{rank}</span>}
      </dd>
    </div>
  );
}
