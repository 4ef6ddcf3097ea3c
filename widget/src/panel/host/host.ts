/**
 * The panel's end of the talk with the host page.
 *
 * Owns the visitor's session as the host hands it over, and its renewal. Stores nothing: the panel
 * has no storage of its own, because browsers partition or forbid it inside foreign pages.
 */
import { ChatError, type ErrorCode } from "@parlor/chat-client";
import {
  fromHost, type HostMessage, type PanelEvent, type PanelMessage, type PanelOptions, type VisitorSession,
} from "@parlor/chat-client/bridge";

export interface HostHandlers {
  onSession: (session: VisitorSession, chatId: string | null, sound: boolean) => void;
  onFailure: (code: string, retryAfter: number | null) => void;
  onOptions: (options: PanelOptions) => void;
  onShown: (focus: boolean) => void;
  onHidden: () => void;
  onSend: (text: string) => void;
  onTyped: (text: string) => void;
  onReset: () => void;
}

/** A token with less than this left is renewed before it is used. */
const RENEW_BEFORE_MS = 15_000;
const RENEW_TIMEOUT_MS = 25_000;

export class Host {
  readonly #origin: string;
  readonly #handlers: HostHandlers;
  #session: VisitorSession | null = null;
  /** Those who wait for a session other than the one they saw. */
  #waiting: { resolve: (token: string) => void; reject: (reason: ChatError) => void }[] = [];

  constructor(origin: string, handlers: HostHandlers) {
    this.#origin = origin;
    this.#handlers = handlers;
    window.addEventListener("message", (event) => {
      const message = fromHost(event, { origin: this.#origin, window: window.parent });
      if (message) this.#hear(message);
    });
  }

  /** Tells the host that this side listens. */
  hello(): void {
    this.post({ parlor: 1, type: "hello" });
  }

  post(message: PanelMessage): void {
    window.parent.postMessage(message, this.#origin);
  }

  emit(event: PanelEvent): void {
    this.post({ parlor: 1, type: "event", event });
  }

  /** A token that is valid for a while yet. */
  readonly token = async (): Promise<string> => {
    const session = this.#session;
    if (session && Date.parse(session.expiresAt) - Date.now() > RENEW_BEFORE_MS) return session.token;
    return this.renew(session?.token ?? null);
  };

  /** A token in place of `refused`. */
  readonly renew = (refused: string | null): Promise<string> => {
    // Another call may have had it renewed in the meantime.
    if (this.#session && refused !== null && this.#session.token !== refused) return Promise.resolve(this.#session.token);
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      this.#waiting.push(waiter);
      if (this.#waiting.length === 1) this.post({ parlor: 1, type: "renew", token: refused });
      setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        reject(new ChatError("unauthenticated", "The session could not be renewed"));
      }, RENEW_TIMEOUT_MS);
    });
  };

  #hear(message: HostMessage): void {
    switch (message.type) {
      case "session":
        this.#session = message.session;
        this.#handlers.onOptions(message.options);
        this.#handlers.onSession(message.session, message.chatId ?? null, message.sound ?? false);
        for (const { resolve } of this.#waiting.splice(0)) resolve(message.session.token);
        break;
      case "session-failed": {
        const reason = new ChatError(message.code as ErrorCode, "No session", { retryAfter: message.retryAfter ?? null });
        for (const { reject } of this.#waiting.splice(0)) reject(reason);
        this.#handlers.onFailure(message.code, message.retryAfter ?? null);
        break;
      }
      case "options":
        this.#handlers.onOptions(message.options);
        break;
      case "shown":
        this.#handlers.onShown(message.focus);
        break;
      case "hidden":
        this.#handlers.onHidden();
        break;
      case "send":
        this.#handlers.onSend(message.text);
        break;
      case "typed":
        this.#handlers.onTyped(message.text);
        break;
      case "reset":
        this.#handlers.onReset();
        break;
    }
  }
}
