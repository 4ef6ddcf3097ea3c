/** What was typed into an origins field, one per line or separated by commas. */
function splitOrigins(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== "");
}

/**
 * The origin of a web page as browsers send it (`https://shop.example`), or undefined. A full
 * address is accepted and cut down; a bare host is taken as https; `*` is not an origin.
 */
export function normalizeOrigin(text: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && !url.hostname.includes("*") && url.username === "" ? url.origin : undefined;
}

/** The first entry that is no origin, for the error under the field. */
export function firstBadOrigin(text: string): string | undefined {
  return splitOrigins(text).find((one) => normalizeOrigin(one) === undefined);
}

/** All origins, normalised, each once. */
export function toOrigins(text: string): string[] {
  const origins = splitOrigins(text).map(normalizeOrigin);
  return [...new Set(origins.filter((one) => one !== undefined))];
}
