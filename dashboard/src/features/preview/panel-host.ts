import { fromPanel, type HostMessage, type VisitorSession } from "@parlor/chat-client/bridge";
import { Problem } from "~/lib/problem";

/** What the preview shows beside the panel. */
export type PanelState = "loading" | "ready" | "failed";

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
  readonly #options: PanelHostOptions;
  #chatId: string | null = null;
  #token: string | undefined;
  /** Only the newest request for a session may answer the panel. */
  #request = 0;

  constructor(options: PanelHostOptions) {
    this.#options = options;
  }

  /** Feed every `message` event of the page here; strangers' messages are ignored. */
  readonly receive = (event: Pick<MessageEvent, "data" | "origin" | "source">): void => {
    const message = fromPanel(event, { origin: this.#options.origin, window: this.#options.panel });
    switch (message?.type) {
      case "hello":
      case "renew":
        void this.#sendSession();
        break;
      case "remember":
        this.#chatId = message.chatId;
        break;
      case "ready":
        this.#options.onState("ready");
        this.#post({ parlor: 1, type: "shown", focus: false });
        break;
      case "event":
        if (message.event.name === "message:assistant") this.#options.onAnswer();
        break;
      case undefined:
      case "close":
      case "appearance":
        break;
    }
  };

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
      const session = await this.#options.openSession(this.#token);
      if (request !== this.#request) return;
      this.#token = session.token;
      this.#post({ parlor: 1, type: "session", session, options: {}, chatId: this.#chatId });
    } catch (error) {
      if (request !== this.#request) return;
      this.#post({ parlor: 1, type: "session-failed", code: error instanceof Problem ? error.code : "network" });
      this.#options.onState("failed", error);
    }
  }

  #post(message: HostMessage): void {
    this.#options.panel.postMessage(message, this.#options.origin);
  }
}
