/** Who an identity token is about, as it says itself. The server checks it; this only tells two visitors of one browser apart. */

/** The token's `sub`; undefined when it has none that can be read. */
export function subjectOf(token: string | null): string | undefined {
  try {
    const claims = token?.split(".")[1]?.replace(/-/g, "+").replace(/_/g, "/") ?? "";
    const { sub } = JSON.parse(atob(claims)) as { sub?: unknown };
    return typeof sub === "string" ? sub : undefined;
  } catch {
    return undefined;
  }
}
