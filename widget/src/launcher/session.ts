/**
 * Opens visitor sessions from the host page, so that the browser itself tells the server the page's
 * origin.
 *
 * Owns the one call that carries the publishable key. Keeps nothing.
 */
import type { VisitorSession } from "@parlor/chat-client/bridge";

import type { Embed } from "./options";

export type SessionResult =
  | { ok: true; session: VisitorSession }
  | { ok: false; code: string; retryAfter: number | null };

const TIMEOUT_MS = 20_000;

/** Opens a session; `visitorToken` brings the same visitor back, `identityToken` names them. */
export async function openSession(
  embed: Embed,
  visitorToken: string | undefined,
  identityToken: string | null,
): Promise<SessionResult> {
  const result = await call(embed, visitorToken, identityToken);
  // A remembered token that means nothing any more must not lock the visitor out.
  const stale = !result.ok && visitorToken !== undefined && (result.code === "unauthenticated" || result.code === "invalid_request");
  return stale ? call(embed, undefined, identityToken) : result;
}

async function call(embed: Embed, visitorToken: string | undefined, identityToken: string | null): Promise<SessionResult> {
  try {
    const response = await fetch(`${embed.host}/api/session?agent=${encodeURIComponent(embed.agent)}`, {
      method: "POST",
      headers: { authorization: `Bearer ${embed.key}`, "content-type": "application/json" },
      body: JSON.stringify({ ...(visitorToken && { visitorToken }), ...(identityToken && { identityToken }) }),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await response.json()) as VisitorSession & { code?: string };
    if (response.ok) return { ok: true, session: body };
    return { ok: false, code: body.code ?? "unexpected", retryAfter: Number(response.headers.get("retry-after")) || null };
  } catch {
    return { ok: false, code: "network", retryAfter: null };
  }
}
