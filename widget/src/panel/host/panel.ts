/**
 * The panel's model: one visitor's store and list, the look, and what is on the screen.
 *
 * Owns the wiring between the host page and the chat client. Components read it and call it; it
 * renders nothing.
 */
import { ChatApi, type ChatEvent, ChatList, ChatStore, isBusy } from "@parlor/chat-client";
import type { AgentProfile, PanelOptions } from "@parlor/chat-client/bridge";

import { Signal } from "../signal";
import { chime } from "./chime";
import { Host } from "./host";
import type { PanelParams } from "./params";
import { inFrames, pauseUntilOnline } from "./timing";

/** Everything that belongs to one visitor. */
export interface Visitor {
  id: string;
  agent: AgentProfile;
  store: ChatStore;
  list: ChatList;
}

export interface PanelState {
  visitor: Visitor | null;
  /** Why there is no session. */
  failure: { code: string; retryAfter: number | null } | null;
  options: PanelOptions;
  /** Whether an answer that arrives unseen may be heard. */
  sound: boolean;
  screen: "chat" | "chats";
  /** Raised whenever the caret should go to the composer. */
  focusAsked: number;
  /** What was said while nothing could be sent, oldest first. */
  waiting: readonly string[];
}

export class Panel {
  readonly state: Signal<PanelState>;
  /** What stands in the composer; it outlives the composer, and is older than the session. */
  readonly draft = new Signal({ text: "" });
  readonly params: PanelParams;
  readonly #host: Host;
  #shown = false;
  #unread = 0;
  /** How much of the draft was typed outside, before what was typed into the composer. */
  #typed = 0;

  /** `parent` is the exact origin of the page to talk to. */
  constructor(params: PanelParams, parent: string) {
    const { options } = params;
    this.params = params;
    this.state = new Signal<PanelState>({
      visitor: null, failure: null, options, sound: false, screen: "chat", focusAsked: 0, waiting: [],
    });
    this.#host = new Host(parent, {
      onSession: (session, chatId, sound) => {
        this.state.patch({ sound });
        this.#meet(session.visitorId, session.agent, chatId);
      },
      onFailure: (code, retryAfter) => this.state.patch({ failure: { code, retryAfter } }),
      onOptions: (next) => this.state.patch({ options: { ...this.state.get().options, ...next } }),
      onShown: (focus) => {
        this.#shown = true;
        this.#typed = 0;
        this.#setUnread(0);
        if (focus) this.askFocus();
      },
      onHidden: () => (this.#shown = false),
      onSend: (text) => {
        if (this.state.get().visitor) this.state.patch({ screen: "chat" });
        this.say(text);
      },
      onTyped: (text) => this.#take(text),
      onReset: () => this.#reset(),
    });
  }

  start(): void {
    this.#host.hello();
    // Who comes back to this tab sees what was said in another one meanwhile.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.state.get().visitor?.store.refresh();
    });
    this.#host.post({ parlor: 1, type: "ready" });
  }

  close(): void {
    if (!this.params.inline) this.#host.post({ parlor: 1, type: "close" });
  }

  /** Turns the sound of an arriving answer on or off, for this visitor on this page. */
  setSound(on: boolean): void {
    this.state.patch({ sound: on });
    this.#host.post({ parlor: 1, type: "sound", on });
    if (on) chime();
  }

  /** Tries again to get a session. */
  reconnect(): void {
    this.state.patch({ failure: null });
    // A second failure arrives as a message of its own.
    this.#host.renew(null).catch(() => undefined);
  }

  show(screen: "chat" | "chats"): void {
    this.state.patch({ screen });
    if (screen === "chat") this.askFocus();
    else void this.state.get().visitor?.list.refresh();
  }

  askFocus(): void {
    this.state.patch({ focusAsked: this.state.get().focusAsked + 1 });
  }

  /** Sends `text` as the visitor, as soon as that is possible. */
  say(text: string): void {
    if (text.trim() === "") return;
    this.state.patch({ waiting: [...this.state.get().waiting, text] });
    this.#sendNext();
  }

  /** Tells the host page which colours are in force, so that button and frame match. */
  tellAppearance(color: string, contrast: string, background: string): void {
    this.#host.post({ parlor: 1, type: "appearance", color, contrast, background });
  }

  #meet(visitorId: string, agent: AgentProfile, chatId: string | null): void {
    const { visitor } = this.state.get();
    if (visitor?.id === visitorId) {
      this.state.patch({ failure: null, visitor: { ...visitor, agent } });
    } else {
      // Somebody else: nothing of the visitor before may stay on the screen.
      if (visitor) this.#forgetWords();
      visitor?.store.destroy();
      const next = this.#create(visitorId, agent);
      this.state.patch({ failure: null, visitor: next, screen: "chat" });
      next.store.subscribe(() => this.#sendNext());
      if (chatId !== null) void next.store.openChat(chatId);
    }
    this.#sendNext();
  }

  /** What was typed before the composer could be typed into stands before what was typed there. */
  #take(text: string): void {
    const draft = this.draft.get().text;
    const lines = (draft.slice(0, this.#typed) + text).split("\n");
    const last = lines.pop() ?? "";
    this.draft.patch({ text: last + draft.slice(this.#typed) });
    this.#typed = last.length;
    for (const line of lines) this.say(line);
  }

  /** One after the other: what comes next waits for the answer. */
  #sendNext(): void {
    const { visitor, waiting: [text, ...waiting] } = this.state.get();
    if (text === undefined || !visitor || isBusy(visitor.store.getSnapshot())) return;
    this.state.patch({ waiting });
    void visitor.store.send(text);
  }

  #forgetWords(): void {
    this.draft.patch({ text: "" });
    this.state.patch({ waiting: [] });
  }

  #create(id: string, agent: AgentProfile): Visitor {
    const api = new ChatApi({ baseUrl: "", token: this.#host.token, renew: this.#host.renew });
    const store = new ChatStore({
      api,
      onEvent: (event) => this.#pass(event),
      schedule: inFrames(),
      pause: pauseUntilOnline,
      now: () => new Date().toISOString(),
      newKey: randomKey,
      random: () => Math.random(),
    });
    return { id, agent, store, list: new ChatList(api, inFrames()) };
  }

  #pass(event: ChatEvent): void {
    switch (event.type) {
      case "chat":
        this.#host.post({ parlor: 1, type: "remember", chatId: event.chatId });
        break;
      case "question":
        this.#host.emit({ name: "message:user", detail: { chatId: event.chatId, text: event.text } });
        break;
      case "answer": {
        const { chatId, messageId, text } = event;
        this.#host.emit({ name: "message:assistant", detail: { chatId, messageId, text } });
        if (!this.#shown) this.#setUnread(this.#unread + 1);
        if (this.state.get().sound && (!this.#shown || document.hidden)) chime();
        break;
      }
      case "tool":
        this.#host.emit({ name: "tool", detail: { chatId: event.chatId, tool: event.tool, state: event.state } });
        break;
      case "error":
        this.#host.emit({ name: "error", detail: { code: event.error.code, message: event.error.message } });
        break;
    }
  }

  #setUnread(count: number): void {
    if (count === this.#unread) return;
    this.#unread = count;
    this.#host.emit({ name: "unread", detail: { count } });
  }

  #reset(): void {
    this.#forgetWords();
    this.state.get().visitor?.store.newChat();
    this.state.patch({ screen: "chat" });
  }
}

/** 128 random bits in hex; `crypto.randomUUID` exists only on secure origins. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
