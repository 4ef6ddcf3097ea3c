import { fromPanel, type HostMessage, type PanelOptions, type VisitorSession } from "@parlor/chat-client/bridge";
import { Problem } from "~/lib/problem";

/** What the preview shows beside or over the panel. */
export type PanelState = "loading" | "ready" | "closed" | "failed";

interface PanelHostOptions {
  /** The panel's window. */
  panel: Window;
  /** This page's own origin, which is also the panel's. */
  origin: string;
  /** `earlier` is the last token, so that the same visitor comes back. */
  openSession: (earlier: string | undefined) => Promise<VisitorSession>;
  /** The agent answered. */
  onAnswer: () => void;
  onState: (state: PanelState, error?: unknown) => void;
}

/**
 * Plays the launcher's part of the bridge for a panel inside the dashboard: answers `hello` and
 * `renew` with sessions, keeps the open chat, and starts over when the draft was saved.
 */
export class PanelHost {
  readonly #host: PanelHostOptions;
  #look: PanelOptions = {};
  #chatId: string | null = null;
  #token: string | undefined;
  /** Only the newest request for a session may answer the panel. */
  #request = 0;
  #isConnected = false;

  constructor(host: PanelHostOptions) {
    this.#host = host;
  }

  /** Feed every `message` event of the page here; strangers' messages are ignored. */
  readonly receive = (event: Pick<MessageEvent, "data" | "origin" | "source">): void => {
    const message = fromPanel(event, { origin: this.#host.origin, window: this.#host.panel });
    switch (message?.type) {
      case "hello":
      case "renew":
        void this.#sendSession();
        break;
      case "remember":
        this.#chatId = message.chatId;
        break;
      case "ready":
        this.open(false);
        break;
      case "close":
        this.#post({ parlor: 1, type: "hidden" });
        this.#host.onState("closed");
        break;
      case "event":
        if (message.event.name === "message:assistant") this.#host.onAnswer();
        break;
      case undefined:
      case "sound":
      case "appearance":
        break;
    }
  };

  /** Shows the panel; `focus` puts the caret into its composer. */
  open(focus: boolean): void {
    this.#host.onState("ready");
    this.#post({ parlor: 1, type: "shown", focus });
  }

  /** Changes how the panel looks, from now on. */
  setLook(look: PanelOptions): void {
    this.#look = look;
    if (this.#isConnected) this.#post({ parlor: 1, type: "options", options: look });
  }

  /** Begins a new chat. */
  restart(): void {
    this.#chatId = null;
    this.#post({ parlor: 1, type: "reset" });
  }

  /** The draft changed: a new chat with what it says now. */
  async reload(): Promise<void> {
    this.restart();
    await this.#sendSession();
  }

  async #sendSession(): Promise<void> {
    const request = ++this.#request;
    try {
      const session = await this.#host.openSession(this.#token);
      if (request !== this.#request) return;
      this.#token = session.token;
      this.#isConnected = true;
      this.#post({ parlor: 1, type: "session", session, options: this.#look, chatId: this.#chatId });
    } catch (error) {
      if (request !== this.#request) return;
      this.#post({ parlor: 1, type: "session-failed", code: error instanceof Problem ? error.code : "network" });
      this.#host.onState("failed", error);
    }
  }

  #post(message: HostMessage): void {
    this.#host.panel.postMessage(message, this.#host.origin);
  }
}
