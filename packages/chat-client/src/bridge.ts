/**
 * The postMessage protocol between a host page and the panel iframe.
 *
 * The host side is the launcher script on a customer's page, or the dashboard when it shows a
 * preview. The panel side is Parlor's own page at `/panel?parent=<origin of the host page>`.
 *
 * Every message is addressed to one exact origin (never `*`) and a receiver accepts a message only
 * when both its origin and its source window are the expected ones. Nothing here is a secret except
 * the visitor token, which is minutes long and bound to the key and origin it was issued to.
 *
 * Order: the panel sends `hello` when its script runs; the host answers with `session` (or
 * `session-failed`); the panel sends `ready`. From then on either side may send at any time.
 */

/** What `POST /api/session` and `POST /api/admin/agents/{id}/preview` answer. */
export interface VisitorSession {
  /** `vt_…`, sent as `Authorization: Bearer` on chat routes. */
  token: string;
  /** RFC 3339 UTC. */
  expiresAt: string;
  /** `vis_…`; when it changes, everything shown belongs to somebody else and is dropped. */
  visitorId: string;
  agent: AgentProfile;
}

/** How an agent presents itself to visitors. */
export interface AgentProfile {
  /** `agt_…` */
  id: string;
  name: string;
  greeting?: string | null;
  /** Questions offered before the first message. */
  suggestions?: string[];
  theme?: AgentTheme | null;
  /** BCP 47. */
  locale?: string | null;
}

/** Light, dark, or whatever the visitor's system asks for. */
export type ThemeMode = "light" | "dark" | "auto";

/** An agent's look, as its owner configured it. */
export interface AgentTheme {
  /** Null or absent: as the visitor's system, like `auto`. */
  scheme?: ThemeMode | null;
  /** `#rrggbb` */
  color?: string | null;
  /** Which side of the page the launcher sits on. */
  position?: "left" | "right" | null;
}

/** What the host page asks for; a present field wins over the agent's own configuration. */
export interface PanelOptions {
  theme?: ThemeMode;
  /** `#rrggbb` */
  color?: string;
  /** BCP 47. */
  locale?: string;
  /** Texts in place of the panel's own, by name; names that the panel does not know are ignored. */
  texts?: Record<string, string>;
}

/** Host page -> panel. */
export type HostMessage =
  /**
   * A session was opened or renewed. `chatId` is the chat to reopen, as last told by `remember`;
   * `sound` what was last told by `sound`.
   */
  | { parlor: 1; type: "session"; session: VisitorSession; options: PanelOptions; chatId?: string | null; sound?: boolean }
  /** No session could be opened. `code` is the problem code of the API, or `network`. */
  | { parlor: 1; type: "session-failed"; code: string; retryAfter?: number | null }
  /** The panel became visible; `focus` asks it to put the caret into the composer. */
  | { parlor: 1; type: "shown"; focus: boolean }
  /** The panel was hidden. It keeps running, so that an answer can finish. */
  | { parlor: 1; type: "hidden" }
  /** Send `text` as the visitor. */
  | { parlor: 1; type: "send"; text: string }
  /** What the visitor typed before the panel could hear them; a line that was ended by Enter is to be sent. */
  | { parlor: 1; type: "typed"; text: string }
  /** Options changed. */
  | { parlor: 1; type: "options"; options: PanelOptions }
  /** Leave the open chat and begin a new one. */
  | { parlor: 1; type: "reset" };

/** Panel -> host page. */
export type PanelMessage =
  /** The panel's script runs and waits for a session. */
  | { parlor: 1; type: "hello" }
  /** The first screen is rendered. */
  | { parlor: 1; type: "ready" }
  /** The visitor wants the panel closed (close button, Escape). */
  | { parlor: 1; type: "close" }
  /** `token` was refused or is about to expire (null: there is none yet): open another session. */
  | { parlor: 1; type: "renew"; token: string | null }
  /** Reopen this chat after a reload of the host page; null forgets it. */
  | { parlor: 1; type: "remember"; chatId: string | null }
  /** Whether the visitor wants to hear an answer arrive. */
  | { parlor: 1; type: "sound"; on: boolean }
  /** The look in force, so that the launcher's button and frame match the panel. */
  | { parlor: 1; type: "appearance"; color: string; contrast: string; background: string }
  /** Something that the host page may have subscribed to. */
  | { parlor: 1; type: "event"; event: PanelEvent };

/** Events of `window.Parlor.on(name, listener)` that come from inside the panel. */
export type PanelEvent =
  | { name: "message:user"; detail: { chatId: string; text: string } }
  | { name: "message:assistant"; detail: { chatId: string; messageId: string; text: string } }
  | { name: "tool"; detail: { chatId: string; tool: string; state: string } }
  | { name: "unread"; detail: { count: number } }
  | { name: "error"; detail: { code: string; message: string } };

const HOST_TYPES = new Set<string>([
  "session", "session-failed", "shown", "hidden", "send", "typed", "options", "reset",
] satisfies HostMessage["type"][]);
const PANEL_TYPES = new Set<string>([
  "hello", "ready", "close", "renew", "remember", "sound", "appearance", "event",
] satisfies PanelMessage["type"][]);

/** The part of a `MessageEvent` that decides whether it is to be believed. */
export interface Incoming {
  data: unknown;
  origin: string;
  source: unknown;
}

/** Whom we talk to: the exact origin and the exact window. */
export interface Peer {
  origin: string;
  window: unknown;
}

/** The message, if it comes from the host page this panel was opened for; otherwise undefined. */
export function fromHost(event: Incoming, host: Peer): HostMessage | undefined {
  return accept(event, host, HOST_TYPES) ? (event.data as HostMessage) : undefined;
}

/** The message, if it comes from the panel this launcher opened; otherwise undefined. */
export function fromPanel(event: Incoming, panel: Peer): PanelMessage | undefined {
  return accept(event, panel, PANEL_TYPES) ? (event.data as PanelMessage) : undefined;
}

function accept(event: Incoming, peer: Peer, types: ReadonlySet<string>): boolean {
  if (event.origin !== peer.origin || event.source !== peer.window) return false;
  const data = event.data as { parlor?: unknown; type?: unknown } | null;
  return typeof data === "object" && data?.parlor === 1 && typeof data.type === "string" && types.has(data.type);
}
