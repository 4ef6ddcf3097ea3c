import type { CitationBody } from "@parlor/api-client";
import { parseCitation } from "@parlor/chat-client";

/** The passages an answer rests on, each with the words that bear it out marked. Plain text, as everything in a transcript. */
export function CitationList({ citations }: { citations: readonly CitationBody[] }) {
  if (citations.length === 0) return null;
  return (
    <ul aria-label="Sources" className="mt-2 w-full max-w-[42rem] space-y-1.5">
      {citations.flatMap((wire) => parseCitation(wire) ?? []).map((citation) => (
        <li key={citation.marker}>
          <details className="rounded-xl border bg-canvas text-[0.8125rem]">
            <summary className="cursor-pointer px-3 py-2">
              <span className="mr-1.5 text-muted tabular-nums">[{citation.marker}]</span>
              <span className="font-medium">{citation.title}</span>
              <span className="text-muted">
                {citation.heading !== null && <> › {citation.heading}</>}
                {citation.page !== null && <>, page {citation.page}</>}
              </span>
            </summary>
            {citation.url !== null && (
              <p className="border-t px-3 pt-2.5">
                <a href={citation.url} target="_blank" rel="noopener noreferrer" className="text-accent underline wrap-anywhere">{citation.url}</a>
              </p>
            )}
            <blockquote className="border-t px-3 py-2.5 whitespace-pre-wrap text-muted wrap-anywhere">
              {citation.before}
              <mark className="rounded-xs bg-tint text-ink">{citation.quote}</mark>
              {citation.after}
            </blockquote>
          </details>
        </li>
      ))}
    </ul>
  );
}
