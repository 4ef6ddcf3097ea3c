/**
 * The launcher: a button on somebody else's page, and the host's part of the talk with the panel.
 *
 * Owns when the panel is loaded, who the visitor is, and the open state. Loads nothing until the
 * visitor shows interest, and never reads or changes the page around it.
 */
import { fromPanel, type HostMessage, type PanelMessage, type VisitorSession } from "@parlor/chat-client/bridge";

import { pickLanguage } from "../i18n/language";
import { launcherWords } from "../i18n/words";
import { DEFAULT_COLOR, parseColor } from "../shared/color";
import { Emitter } from "./emitter";
import { Memory } from "./memory";
import { type Embed, type LauncherOptions, panelOptions } from "./options";
import { openSession, type SessionResult } from "./session";
import { View } from "./view";

export class Launcher {
  readonly events = new Emitter();
  readonly #embed: Embed;
  readonly #memory: Memory;
  readonly #view: View;
  #options: LauncherOptions;
  #identity: string | null;
  #open = false;
  /** What the panel is told once it can hear. */
  #queue: HostMessage[] = [];
  #session: VisitorSession | null = null;
  /** The call under way; a second need for a session waits for it. */
  #opening: Promise<SessionResult> | null = null;
  /** Whether the panel has said which background it has; before that it is guessed. */
  #surfaceTold = false;
  #panel: "none" | "loading" | "listening" = "none";

  constructor(embed: Embed) {
    this.#embed = embed;
    this.#options = embed.options;
    this.#identity = embed.identity;
    this.#memory = new Memory(embed.agent);
    this.#view = new View(launcherWords[this.#language()], {
      onToggle: () => this.toggle(),
      onIntent: () => this.#load(),
      onEscape: () => this.close(),
    });
    this.#dress();
    window.addEventListener("message", this.#hear);
  }

  /** Tells that the launcher is there, and opens if the page or the visitor's last visit says so. */
  start(): void {
    this.events.emit("ready", {});
    if (this.#memory.value.open ?? this.#embed.open) this.#show(false);
  }

  open(): void {
    this.#show(true);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#view.setOpen(false);
    this.#view.focusButton();
    this.#memory.save({ open: false });
    this.#tell({ parlor: 1, type: "hidden" });
    this.events.emit("close", {});
  }

  toggle(): void {
    if (this.#open) this.close();
    else this.open();
  }

  /** Sends `text` as the visitor, in the open panel. */
  send(text: string): void {
    this.#show(false);
    this.#tell({ parlor: 1, type: "send", text });
  }

  /** Names the visitor by a token that the customer's backend signed; null makes them anonymous. */
  identify(token: string | null): void {
    if (token === null) {
      this.reset();
      return;
    }
    this.#identity = token;
    if (this.#session || this.#opening) void this.#renew();
  }

  /** Forgets the visitor on this page: the next one starts anew. */
  reset(): void {
    this.#identity = null;
    this.#memory.forgetVisitor();
    this.#tell({ parlor: 1, type: "reset" });
    if (this.#session || this.#opening) void this.#renew();
  }

  update(options: LauncherOptions): void {
    this.#options = { ...this.#options, ...options };
    this.#dress();
    this.#tell({ parlor: 1, type: "options", options: panelOptions(this.#options) });
  }

  destroy(): void {
    window.removeEventListener("message", this.#hear);
    this.#view.remove();
  }

  #language() {
    return pickLanguage([this.#options.locale, document.documentElement.lang, ...navigator.languages]);
  }

  #dress(): void {
    this.#view.setWords(launcherWords[this.#language()]);
    const { position } = this.#options;
    this.#view.setLeft(position ? position === "bottom-left" : (this.#memory.value.left ?? false));
    this.#view.setColor(parseColor(this.#options.color) ?? parseColor(this.#memory.value.color) ?? DEFAULT_COLOR);
    if (this.#surfaceTold) return;
    const { theme } = this.#options;
    const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    this.#view.setSurface(dark ? "#15181b" : "#ffffff");
  }

  #show(focus: boolean): void {
    if (this.#open) return;
    this.#open = true;
    this.#load();
    this.#view.setOpen(true);
    this.#view.setUnread(0);
    this.#memory.save({ open: true });
    if (focus) this.#view.focusPanel();
    this.#tell({ parlor: 1, type: "shown", focus });
    if (!this.#session && this.#panel === "listening") void this.#renew();
    this.events.emit("open", {});
  }

  #load(): void {
    if (this.#panel !== "none") return;
    this.#panel = "loading";
    const { theme, color, locale } = panelOptions(this.#options);
    const query = new URLSearchParams({ agent: this.#embed.agent, parent: location.origin });
    if (theme) query.set("theme", theme);
    if (color) query.set("color", color);
    query.set("locale", locale ?? this.#language());
    this.#view.load(`${this.#embed.host}/panel?${query.toString()}`);
  }

  readonly #hear = (event: MessageEvent): void => {
    const panel = this.#view.panelWindow;
    const message = panel && fromPanel(event, { origin: this.#embed.host, window: panel });
    if (message) this.#answer(message);
  };

  #answer(message: PanelMessage): void {
    switch (message.type) {
      case "hello":
        this.#panel = "listening";
        // A panel that was only loaded on suspicion opens no session before it is shown.
        if (this.#open) void this.#renew();
        for (const queued of this.#queue.splice(0)) this.#tell(queued);
        break;
      case "ready":
        break;
      case "close":
        this.close();
        break;
      case "renew":
        void this.#renew();
        break;
      case "remember":
        this.#memory.save({ chatId: message.chatId });
        break;
      case "appearance":
        this.#memory.save({ color: message.color });
        this.#view.setColor(message.color);
        this.#view.setSurface(message.background);
        this.#surfaceTold = true;
        break;
      case "event":
        if (message.event.name === "unread") this.#view.setUnread(message.event.detail.count);
        this.events.emit(message.event.name, message.event.detail);
        break;
    }
  }

  async #renew(): Promise<void> {
    const opening = openSession(this.#embed, this.#memory.value.token, this.#identity);
    this.#opening = opening;
    const result = await opening;
    // Somebody was identified or reset meanwhile: only the newest call counts.
    if (this.#opening !== opening) return;
    this.#opening = null;
    if (!result.ok) {
      this.#tell({ parlor: 1, type: "session-failed", code: result.code, retryAfter: result.retryAfter });
      this.events.emit("error", { code: result.code, message: "The chat session could not be opened" });
      return;
    }
    this.#session = result.session;
    this.#memory.save({ token: result.session.token, left: result.session.agent.theme?.position === "left" });
    this.#dress();
    this.#tell({
      parlor: 1,
      type: "session",
      session: result.session,
      options: panelOptions(this.#options),
      chatId: this.#memory.value.chatId ?? null,
    });
  }

  #tell(message: HostMessage): void {
    if (this.#panel !== "listening") {
      if (this.#panel === "loading") this.#queue.push(message);
      return;
    }
    this.#view.panelWindow?.postMessage(message, this.#embed.host);
  }
}
