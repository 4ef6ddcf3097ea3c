/**
 * The visitor's own chats, as a list that grows page by page.
 *
 * Owns the list. Does not know which chat is open.
 */
import type { ChatApi } from "./api";
import { Observable } from "./observable";
import { type ChatError, toChatError } from "./problem";
import type { ChatSummary } from "./wire";

export interface ChatListState {
  /** Newest first; null before the first load. */
  chats: readonly ChatSummary[] | null;
  /** Whether there are more to load. */
  more: boolean;
  error: ChatError | null;
}

const PAGE_SIZE = 30;

export class ChatList {
  readonly #api: ChatApi;
  readonly #state: Observable<ChatListState>;
  #cursor: string | null = null;

  constructor(api: ChatApi, schedule: (tell: () => void) => void = (tell) => tell()) {
    this.#api = api;
    this.#state = new Observable<ChatListState>({ chats: null, more: false, error: null }, schedule);
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);
  readonly getSnapshot = (): ChatListState => this.#state.get();

  /** Loads the list anew. */
  async refresh(): Promise<void> {
    this.#cursor = null;
    await this.#loadPage([]);
  }

  /** Loads the next page, if there is one. */
  async loadMore(): Promise<void> {
    const { chats, more } = this.#state.get();
    if (more) await this.#loadPage(chats ?? []);
  }

  /** Erases a chat for good; answers whether it is gone. */
  async remove(chatId: string): Promise<boolean> {
    try {
      await this.#api.deleteChat(chatId);
    } catch (cause) {
      const error = toChatError(cause);
      // Erased from another window already: that is what was asked for.
      if (error.code !== "not_found") {
        this.#state.set({ ...this.#state.get(), error });
        return false;
      }
    }
    const state = this.#state.get();
    this.#state.set({ ...state, chats: state.chats?.filter((chat) => chat.id !== chatId) ?? null, error: null });
    return true;
  }

  async #loadPage(before: readonly ChatSummary[]): Promise<void> {
    try {
      const page = await this.#api.listChats(this.#cursor, PAGE_SIZE);
      this.#cursor = page.nextCursor ?? null;
      const fresh = page.chats.filter((chat) => !before.some((other) => other.id === chat.id));
      this.#state.set({ chats: [...before, ...fresh], more: this.#cursor !== null, error: null });
    } catch (cause) {
      this.#state.set({ ...this.#state.get(), error: toChatError(cause) });
    }
  }
}
