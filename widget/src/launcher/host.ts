/**
 * The host page's part of the talk with one panel.
 *
 * Owns who the visitor is, their session, and what the panel is told once it can hear. Where and
 * when the panel is shown is the business of its `Screen`: the launcher, or `<parlor-chat>`.
 */
import { fromPanel, type HostMessage, type PanelMessage, type VisitorSession } from "@parlor/chat-client/bridge";

import type { Language } from "../i18n/language";
import { subjectOf } from "./identity";
import { Memory } from "./memory";
import { type Embed, type LauncherOptions, panelOptions, spokenLanguage } from "./options";
import { openSession, type SessionResult } from "./session";

export interface Screen {
  /** Whether the panel fills a place of the page, so that nothing can close it. */
  readonly inline: boolean;
  /** The panel's window once it has been loaded. */
  readonly panelWindow: Window | null;
  /** Whether the visitor sees the panel. */
  readonly isOpen: boolean;
  load: (url: string) => void;
  /** The panel can hear: the caret goes there. Answers what was typed until now. */
  handOver: () => string;
  /** The visitor wants it gone. */
  close: () => void;
  /** The options or the colours have changed; `background` is null until the panel has told it. */
  dress: (background: string | null) => void;
  emit: (name: string, detail: unknown) => void;
}

export class Host {
  readonly #memory: Memory;
  readonly #embed: Embed;
  readonly #screen: Screen;
  #options: LauncherOptions;
  #identity: string | null;
  /** Whose token may be used: the `sub` of the identity, undefined for an anonymous visitor. */
  #subject: string | undefined;
  /** What the panel is told once it can hear. */
  #queue: HostMessage[] = [];
  #session: VisitorSession | null = null;
  /** The call under way; a second need for a session waits for it. */
  #opening: Promise<SessionResult> | null = null;
  #panel: "none" | "loading" | "listening" = "none";
  #background: string | null = null;

  constructor(embed: Embed, screen: Screen, memory = new Memory(embed.agent)) {
    this.#embed = embed;
    this.#screen = screen;
    this.#options = embed.options;
    this.#identity = embed.identity;
    this.#subject = subjectOf(embed.identity);
    this.#memory = memory;
    window.addEventListener("message", this.#hear);
    window.addEventListener("storage", this.#hearTab);
  }

  get language(): Language {
    return spokenLanguage(this.#options, this.#memory.value.locale);
  }

  /** Loads the panel; does nothing when it is there. */
  load(): void {
    if (this.#panel !== "none") return;
    this.#panel = "loading";
    const { theme, color, locale } = panelOptions(this.#options);
    const query = new URLSearchParams({ agent: this.#embed.agent, parent: location.origin, lang: this.language });
    if (locale) query.set("locale", locale);
    if (theme) query.set("theme", theme);
    if (color) query.set("color", color);
    if (this.#screen.inline) query.set("inline", "");
    this.#screen.load(`${this.#embed.host}/panel?${query.toString()}`);
  }

  /** The visitor sees the panel from now on; `focus` moves the caret into it. */
  shown(focus: boolean): void {
    this.load();
    this.tell({ parlor: 1, type: "shown", focus });
    // At once, while the panel loads; but one that is a part of the page may not be in sight yet.
    if (!this.#session && !this.#opening && (this.#panel === "listening" || !this.#screen.inline)) void this.#renew();
  }

  /** Names the visitor by a token that the customer's backend signed; null makes them anonymous. */
  identify(token: string | null): void {
    if (token === this.#identity) return;
    this.#identity = token;
    this.#subject = subjectOf(token);
    if (this.#memory.value.sub === this.#subject) {
      if (token !== null) this.#renewIfUsed();
    } else this.#forget();
  }

  /** Forgets the visitor on this page and in its other tabs: the next one starts anew. */
  reset(): void {
    this.#identity = null;
    this.#subject = undefined;
    this.#forget();
  }

  update(options: LauncherOptions): void {
    this.#options = { ...this.#options, ...options };
    this.#screen.dress(this.#background);
    this.tell({ parlor: 1, type: "options", options: panelOptions(this.#options) });
  }

  destroy(): void {
    window.removeEventListener("message", this.#hear);
    window.removeEventListener("storage", this.#hearTab);
  }

  tell(message: HostMessage): void {
    if (this.#panel === "loading") {
      this.#queue.push(message);
      return;
    }
    // Not earlier, because a frame that still loads may lose the focus again; and not after the panel has
    // heard: two that move the focus at once lose every key.
    const text = message.type === "shown" && message.focus && this.#screen.handOver();
    this.#screen.panelWindow?.postMessage(message, this.#embed.host);
    if (text) this.tell({ parlor: 1, type: "typed", text });
  }

  #forget(): void {
    this.#memory.forgetVisitor();
    this.tell({ parlor: 1, type: "reset" });
    this.#renewIfUsed();
  }

  #renewIfUsed(): void {
    if (this.#session || this.#opening) void this.#renew();
  }

  readonly #hear = (event: MessageEvent): void => {
    const panel = this.#screen.panelWindow;
    const message = panel && fromPanel(event, { origin: this.#embed.host, window: panel });
    if (message) this.#answer(message);
  };

  /** Another tab has written: who logged in or out there has done so here. */
  readonly #hearTab = (event: StorageEvent): void => {
    if (event.key !== this.#memory.key) return;
    this.#memory.reload();
    const { visitor, sub } = this.#memory.value;
    if (!this.#session || visitor === this.#session.visitorId) return;
    this.#subject = sub;
    this.#identity = null;
    void this.#renew();
  };

  #answer(message: PanelMessage): void {
    switch (message.type) {
      case "hello":
        this.#panel = "listening";
        // A panel that was only loaded on suspicion opens no session before it is shown.
        if (this.#screen.isOpen && !this.#opening && !this.#queue.some(({ type }) => type.startsWith("session"))) void this.#renew();
        for (const queued of this.#queue.splice(0)) this.tell(queued);
        break;
      case "ready":
        if (this.#screen.inline) this.#screen.emit("ready", {});
        break;
      case "close":
        this.#screen.close();
        break;
      case "renew":
        void this.#renew();
        break;
      case "remember":
        this.#memory.save({ chatId: message.chatId });
        break;
      case "sound":
        this.#memory.save({ sound: message.on });
        break;
      case "appearance":
        this.#memory.save({ color: message.color });
        this.#background = message.background;
        this.#screen.dress(message.background);
        break;
      case "event":
        this.#screen.emit(message.event.name, message.event.detail);
        break;
    }
  }

  async #renew(): Promise<void> {
    // A token of somebody else is not shown to the server: it would bring that visitor back.
    if (this.#memory.value.sub !== this.#subject) this.#memory.forgetVisitor();
    const opening = openSession(this.#embed, this.#memory.value.token, this.#identity);
    this.#opening = opening;
    const result = await opening;
    // Somebody was identified or reset meanwhile: only the newest call counts.
    if (this.#opening !== opening) return;
    this.#opening = null;
    if (!result.ok) {
      this.tell({ parlor: 1, type: "session-failed", code: result.code, retryAfter: result.retryAfter });
      this.#screen.emit("error", { code: result.code, message: "The chat session could not be opened" });
      return;
    }
    const { session } = result;
    const { visitor, chatId } = this.#memory.value;
    this.#session = session;
    this.#memory.save({
      token: session.token,
      visitor: session.visitorId,
      sub: this.#subject,
      left: session.agent.theme?.position === "left",
      locale: session.agent.locale,
      // A chat belongs to the visitor who had it.
      chatId: visitor === undefined || visitor === session.visitorId ? chatId : null,
    });
    this.#screen.dress(this.#background);
    const { value } = this.#memory;
    this.tell({
      parlor: 1,
      type: "session",
      session,
      options: panelOptions(this.#options),
      chatId: value.chatId ?? null,
      sound: value.sound ?? false,
    });
  }
}
