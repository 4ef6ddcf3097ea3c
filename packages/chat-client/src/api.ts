/**
 * The calls of the chat API that a visitor's screen needs.
 *
 * Owns URLs, headers, the renewal of a refused token, and the translation of failures to
 * `ChatError`. Does not retry anything else and keeps no state.
 */
import type { Rating } from "./message";
import { ChatError, problemFrom } from "./problem";
import type { ChatDetail, ChatPage, ChatSummary } from "./wire";

export interface ChatApiOptions {
  /** Origin of the server without a slash at the end; empty for the page's own. */
  baseUrl: string;
  /** The visitor token to use. */
  token: () => Promise<string>;
  /** A token in place of `refused`, which the server did not accept. */
  renew: (refused: string) => Promise<string>;
  fetch?: typeof globalThis.fetch;
  /** Milliseconds since the epoch; for `Retry-After` given as a date. */
  now?: () => number;
}

/** What is to be answered: a new message, the last one once more, or what was asked about tools (in the AI SDK's form). */
export type TurnRequest =
  | { content: string }
  | { regenerate: true }
  | { trigger: "submit-message"; messages: { id: string; role: "assistant"; parts: unknown[] }[] };

interface CallInit {
  body?: string;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

/** How long a call without a stream may take, in milliseconds. */
const CALL_TIMEOUT_MS = 20_000;

export class ChatApi {
  readonly #options: ChatApiOptions;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: ChatApiOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  }

  /** One page of the visitor's own chats, newest first. */
  async listChats(cursor: string | null, limit: number): Promise<ChatPage> {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor === null ? {} : { cursor }) });
    return this.#json<ChatPage>("GET", `/api/chats?${query.toString()}`);
  }

  async createChat(): Promise<ChatSummary> {
    return this.#json<ChatSummary>("POST", "/api/chats", {});
  }

  /** The chat with its messages, oldest first. */
  async getChat(id: string): Promise<ChatDetail> {
    return this.#json<ChatDetail>("GET", `/api/chats/${encodeURIComponent(id)}`);
  }

  /** Erases the chat. */
  async deleteChat(id: string): Promise<void> {
    await this.#call("DELETE", `/api/chats/${encodeURIComponent(id)}`);
  }

  /** Asks the running turn to stop; the stream then ends by itself. */
  async stop(chatId: string): Promise<void> {
    await this.#call("POST", `/api/chats/${encodeURIComponent(chatId)}/stop`);
  }

  /** Rates an answer, in words too if there are any; null takes the rating back. */
  async rate(messageId: string, rating: Rating | null, comment?: string): Promise<void> {
    await this.#call("PUT", `/api/messages/${encodeURIComponent(messageId)}/feedback`, { rating, ...(comment && { comment }) });
  }

  /**
   * Begins a turn and answers its event stream. Sending again with the same `idempotencyKey` gives
   * the same turn, never a second one.
   */
  async send(chatId: string, request: TurnRequest, idempotencyKey: string, signal: AbortSignal): Promise<Response> {
    return this.#request("POST", `/api/chats/${encodeURIComponent(chatId)}/messages`, {
      body: JSON.stringify(request),
      headers: { accept: "text/event-stream", "idempotency-key": idempotencyKey },
      signal,
    });
  }

  /** The event stream of the running turn: what follows `after`, or all of it. Null: nothing runs. */
  async resume(chatId: string, after: number | undefined, signal: AbortSignal): Promise<Response | null> {
    const response = await this.#request("GET", `/api/chats/${encodeURIComponent(chatId)}/stream`, {
      headers: { accept: "text/event-stream", ...(after === undefined ? {} : { "last-event-id": String(after) }) },
      signal,
    });
    return response.status === 204 ? null : response;
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.#call(method, path, body);
    try {
      return (await response.json()) as T;
    } catch (cause) {
      throw new ChatError("unexpected", "The answer is not JSON", { status: response.status, cause });
    }
  }

  async #call(method: string, path: string, body?: unknown): Promise<Response> {
    return this.#request(method, path, {
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #request(method: string, path: string, init: CallInit): Promise<Response> {
    const token = await this.#options.token();
    let response = await this.#fetchWith(token, method, path, init);
    if (response.status === 401) {
      await response.body?.cancel();
      response = await this.#fetchWith(await this.#options.renew(token), method, path, init);
    }
    if (!response.ok) throw await problemFrom(response, this.#options.now ?? Date.now);
    return response;
  }

  async #fetchWith(token: string, method: string, path: string, init: CallInit): Promise<Response> {
    const headers: Record<string, string> = { ...init.headers, authorization: `Bearer ${token}` };
    if (init.body !== undefined) headers["content-type"] = "application/json";
    try {
      // The visitor token is the whole credential: a member's cookie must not travel with it.
      return await this.#fetch(this.#options.baseUrl + path, {
        ...init,
        method,
        headers,
        credentials: "omit",
        cache: "no-store",
      });
    } catch (cause) {
      if (init.signal.aborted && !isTimeout(init.signal.reason)) throw cause;
      throw new ChatError("network", "The server could not be reached", { cause });
    }
  }
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}
