/** Markdown as somebody would say it aloud. Owns the stripping of marks; used for speech and copying. */

/** `text` without Markdown's marks and without citation markers. */
export function spoken(text: string): string {
  return withoutMarkers(text)
    .replace(/^\s*(```|~~~).*$/gm, "")
    .replace(/!\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])?/g, "$1")
    .replace(/\[([^\]]+)\](\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d{1,3}[.)])\s+/gm, "")
    .replace(/(\*\*|__|~~|`)/g, "")
    .replace(/(^|\s)[*_](?=\S)|(?<=\S)[*_](?=\s|$)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** `text` without markers such as `[1]`. */
export function withoutMarkers(text: string): string {
  return text.replace(/ ?(?:\[\d{1,3}\])+(?![([])/g, "");
}
