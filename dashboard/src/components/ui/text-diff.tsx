import { diffWordsWithSpace } from "diff";

/** How a text changed, word by word; what was taken out and put in is said to screen readers, too. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  return (
    <p className="whitespace-pre-wrap wrap-anywhere">
      {diffWordsWithSpace(before, after).map((part, index) => {
        if (part.added) return <ins key={index} className="rounded bg-tint text-accent no-underline"><span className="sr-only">added: </span>{part.value}</ins>;
        if (part.removed) return <del key={index} className="rounded bg-danger-tint text-danger"><span className="sr-only">removed: </span>{part.value}</del>;
        return <span key={index}>{part.value}</span>;
      })}
    </p>
  );
}
