/** Cuts a growing text into finished sentences, so that a screen reader hears sentences, not tokens. */

export interface Cut {
  sentences: string[];
  /** Where the first sentence that is not finished begins. */
  next: number;
}

/** The sentences of `text` from `from` that are finished; with `final`, all that is left. */
export function takeSentences(text: string, from: number, final: boolean, locale: string): Cut {
  const rest = text.slice(from);
  const segments = [...new Intl.Segmenter(locale, { granularity: "sentence" }).segment(rest)];
  // The last one may still grow.
  const finished = final ? segments : segments.slice(0, -1);
  const sentences = finished.map(({ segment }) => segment.trim()).filter((sentence) => sentence !== "");
  const last = finished.at(-1);
  return { sentences, next: from + (last ? last.index + last.segment.length : 0) };
}
