/**
 * One visitor's chat screen: what is shown, and everything the visitor can do.
 *
 * Owns the order of calls and the state that results. Renders nothing; React, Preact or a test
 * watches it through `subscribe` and `getSnapshot`.
 */
import type { ChatApi, TurnRequest } from "./api";
import { fromHistory } from "./history";
import { answerText, type AssistantMessage, type Rating, type VisitorMessage } from "./message";
import { Observable } from "./observable";
import type { StreamPart } from "./parts";
import { ChatError, toChatError } from "./problem";
import {
  addPart, addQuestion, type ChatState, clearAnswer, goLive, initialState, isBusy, lastAnswer, refuse, setFeedback, settle,
} from "./state";
import { decide, decisionsOf, openQuestions, reopen } from "./approval";
import { followTurn, type TurnEnd, type TurnSource } from "./turn";

/** What other parts of a page may want to hear. */
export type ChatEvent =
  | { type: "chat"; chatId: string | null }
  | { type: "question"; chatId: string; text: string }
  | { type: "answer"; chatId: string; messageId: string; text: string }
  | { type: "tool"; chatId: string; tool: string; state: string }
  | { type: "error"; error: ChatError };

export interface ChatStoreOptions {
  api: ChatApi;
  onEvent?: (event: ChatEvent) => void;
  /** When to tell listeners; once per animation frame in a page. At once by default. */
  schedule?: (tell: () => void) => void;
  /** Waits between attempts to reconnect, see `TurnOptions.pause`. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** RFC 3339 UTC. */
  now: () => string;
  /** A fresh unguessable string. */
  newKey: () => string;
  random: () => number;
}

export class ChatStore {
  readonly #options: ChatStoreOptions;
  readonly #api: ChatApi;
  readonly #state: Observable<ChatState>;
  /** Ends everything that belongs to the chat on the screen. */
  #open = new AbortController();
  /** The key of a question whose fate is unknown, so that sending it again cannot double it. */
  #unsettledKey: { messageId: string; key: string } | null = null;

  constructor(options: ChatStoreOptions) {
    this.#options = options;
    this.#api = options.api;
    this.#state = new Observable(initialState, options.schedule ?? ((tell) => tell()));
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);
  readonly getSnapshot = (): ChatState => this.#state.get();

  /** Leaves the open chat for an empty one. An answer being written there goes on at the server. */
  newChat(): void {
    this.#leave();
    this.#state.set({ ...this.#now, chatId: null, messages: [], phase: "idle", connection: "live", error: null });
    this.#tell({ type: "chat", chatId: null });
  }

  /** Shows a chat and follows its answer if one is being written. A chat that is gone gives a new one. */
  async openChat(chatId: string): Promise<void> {
    const signal = this.#leave();
    this.#state.set({ ...this.#now, chatId, messages: [], phase: "loading", connection: "live", error: null });
    try {
      await this.#load(chatId, signal);
      this.#tell({ type: "chat", chatId });
      await this.#resume(chatId, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ChatError && error.code === "not_found") this.newChat();
      else this.#fail(error, (state, reason) => settle(state, "down", reason));
    }
  }

  /** Takes up what was said in this chat elsewhere. Quiet: nothing flickers, and a failure changes nothing. */
  async refresh(): Promise<void> {
    const { chatId } = this.#now;
    const { signal } = this.#open;
    const quiet = () => !signal.aborted && this.#now.phase === "idle" && this.#now.connection === "live" && this.#now.error === null;
    if (chatId === null || !quiet()) return;
    try {
      const { messages } = await this.#api.getChat(chatId);
      const shown = this.#now.messages;
      const news = messages.at(-1)?.id !== shown.at(-1)?.id || messages.at(-1)?.outcome === "running";
      if (!news || !quiet()) return;
      this.#state.set({ ...this.#now, messages: fromHistory(messages) });
      if (messages.at(-1)?.outcome === "running" || messages.at(-1)?.role === "user") await this.#resume(chatId, signal);
    } catch {
      // What is shown still holds, and the next visit tries again.
    }
  }

  /** Sends a message; does nothing while an answer is written or the text is blank. */
  async send(text: string): Promise<void> {
    const content = text.trim();
    if (content === "" || isBusy(this.#now)) return;
    const question: VisitorMessage = {
      role: "user",
      id: `local:${this.#options.newKey()}`,
      text: content,
      createdAt: this.#options.now(),
      delivery: "sending",
    };
    await this.#ask(question, this.#options.newKey());
  }

  /** Tries again what went wrong last: an undelivered message, a lost connection, or an answer. */
  async retry(): Promise<void> {
    const { chatId, messages, connection } = this.#now;
    if (isBusy(this.#now)) return;
    const last = messages.at(-1);
    if (last?.role === "user" && last.delivery === "failed") {
      const unsettled = this.#unsettledKey;
      const key = unsettled?.messageId === last.id ? unsettled.key : this.#options.newKey();
      await this.#ask({ ...last, delivery: "sending" }, key);
    } else if (connection === "down" && chatId !== null) {
      await this.openChat(chatId);
    } else if (chatId !== null && messages.length > 0) {
      await this.#regenerate(chatId);
    }
  }

  /** Says whether a tool may run. Once every open question has its answer, the server goes on with them. */
  async decide(approvalId: string, approved: boolean): Promise<void> {
    const { chatId } = this.#now;
    if (chatId === null || isBusy(this.#now)) return;
    this.#state.set(decide(this.#now, approvalId, approved));
    const answer = lastAnswer(this.#now);
    if (!answer || openQuestions(answer) > 0) return;
    const { signal } = this.#open;
    this.#state.set({ ...this.#now, phase: "sending", error: null });
    try {
      await this.#follow(chatId, this.#turn(chatId, decisionsOf(answer), this.#options.newKey()), signal, answer);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error, (state, reason) => reopen({ ...state, phase: "idle", connection: "live", error: reason }));
    }
  }

  /** Stops the answer being written; what is there stays. */
  async stop(): Promise<void> {
    const { chatId, phase } = this.#now;
    if (phase === "sending") this.#state.set({ ...this.#now, phase: "stopping" });
    if (chatId === null || phase !== "answering") return;
    this.#state.set({ ...this.#now, phase: "stopping" });
    await this.#callStop(chatId);
  }

  /** Rates an answer, or takes the rating back. Shown at once, undone when the server refuses. Answers whether it stands. */
  async rate(messageId: string, rating: Rating | null, comment?: string): Promise<boolean> {
    const before = this.#now.messages.find((message) => message.id === messageId);
    if (before?.role !== "assistant") return false;
    this.#state.set(setFeedback(this.#now, messageId, rating));
    try {
      await this.#api.rate(messageId, rating, comment);
      return true;
    } catch (error) {
      this.#fail(error, (state, reason) => ({ ...setFeedback(state, messageId, before.feedback), error: reason }));
      return false;
    }
  }

  /** The visitor has read the error. */
  dismissError(): void {
    this.#state.set({ ...this.#now, error: null });
  }

  /** Ends every connection; the store is not used afterwards. */
  destroy(): void {
    this.#open.abort();
  }

  get #now(): ChatState {
    return this.#state.get();
  }

  #leave(): AbortSignal {
    this.#open.abort();
    this.#open = new AbortController();
    return this.#open.signal;
  }

  async #ask(question: VisitorMessage, key: string): Promise<void> {
    const { signal } = this.#open;
    const open = this.#now.chatId;
    this.#unsettledKey = null;
    this.#state.set({ ...addQuestion(this.#now, question), connection: "live" });
    try {
      const chatId = open ?? (await this.#createChat(signal));
      this.#tell({ type: "question", chatId, text: question.text });
      await this.#follow(chatId, this.#turn(chatId, { content: question.text }, key), signal);
    } catch (error) {
      if (signal.aborted) return;
      if (open !== null && error instanceof ChatError && error.code === "not_found") {
        // It was erased meanwhile: what the visitor says now begins a conversation of its own.
        this.newChat();
        await this.#ask(question, this.#options.newKey());
        return;
      }
      const unsettled = error instanceof ChatError && error.isTransient;
      if (unsettled) this.#unsettledKey = { messageId: question.id, key };
      this.#fail(error, refuse);
    }
  }

  async #createChat(signal: AbortSignal): Promise<string> {
    const { id } = await this.#api.createChat();
    signal.throwIfAborted();
    this.#state.set({ ...this.#now, chatId: id });
    this.#tell({ type: "chat", chatId: id });
    return id;
  }

  async #regenerate(chatId: string): Promise<void> {
    const { signal } = this.#open;
    const before = this.#now.messages;
    this.#state.set(clearAnswer(this.#now, `local:${this.#options.newKey()}`, this.#options.now()));
    try {
      await this.#follow(chatId, this.#turn(chatId, { regenerate: true }, this.#options.newKey()), signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error, (state, reason) => ({ ...refuse(state, reason), messages: before }));
    }
  }

  #turn(chatId: string, request: TurnRequest, key: string): TurnSource {
    return {
      begin: (signal) => this.#api.send(chatId, request, key, signal),
      resume: (after, signal) => this.#api.resume(chatId, after, signal),
    };
  }

  async #resume(chatId: string, signal: AbortSignal): Promise<void> {
    const end = await this.#follow(chatId, {
      begin: (aborted) => this.#api.resume(chatId, undefined, aborted),
      resume: (after, aborted) => this.#api.resume(chatId, after, aborted),
    }, signal);
    const answer = lastAnswer(this.#now);
    if (end === "ended" || (answer && answer.status !== "interrupted")) return;
    // The answer may have ended between the two calls: only now is what is stored the last word.
    await this.#load(chatId, signal);
    this.#state.set(settle(this.#now, "live", null));
  }

  /**
   * Follows a turn. `before` is the answer that it goes on with, if it does not begin one. Throws only
   * when the server refused it before anything of it arrived.
   */
  async #follow(chatId: string, source: TurnSource, signal: AbortSignal, before?: AssistantMessage): Promise<TurnEnd> {
    const seen: { begun: boolean } = { begun: false };
    try {
      const end = await followTurn(source, {
        signal,
        pause: this.#options.pause,
        random: this.#options.random,
        onPart: (part) => {
          this.#take(chatId, part, before);
        },
        onConnection: (connection) => {
          if (connection === "lost") {
            this.#state.set({ ...this.#now, connection });
            return;
          }
          const stopAsked = !seen.begun && this.#now.phase === "stopping";
          seen.begun = true;
          this.#state.set(goLive(this.#now));
          if (stopAsked) void this.#callStop(chatId);
        },
      });
      if (end === "gone" && seen.begun) await this.#load(chatId, signal);
      this.#state.set(settle(this.#now, "live", this.#now.error));
      if (seen.begun) this.#tellAnswer(chatId);
      return end;
    } catch (error) {
      signal.throwIfAborted();
      if (!seen.begun) throw error;
      this.#fail(error, (state, reason) => settle(state, reason.isTransient ? "down" : "live", reason));
      return "ended";
    }
  }

  #take(chatId: string, part: StreamPart, before: AssistantMessage | undefined): void {
    this.#state.set(addPart(this.#now, part, this.#options.now(), before));
    if (part.type === "tool-input-available") {
      this.#tell({ type: "tool", chatId, tool: part.toolName, state: "running" });
    }
  }

  #tellAnswer(chatId: string): void {
    const answer = lastAnswer(this.#now);
    if (answer) this.#tell({ type: "answer", chatId, messageId: answer.id, text: answerText(answer) });
  }

  async #callStop(chatId: string): Promise<void> {
    try {
      await this.#api.stop(chatId);
    } catch (error) {
      // The answer ended by itself in the meantime: that is what was asked for.
      if (error instanceof ChatError && (error.code === "conflict" || error.code === "not_found")) return;
      const phase = this.#now.phase === "stopping" ? "answering" : this.#now.phase;
      this.#fail(error, (state, reason) => ({ ...state, phase, error: reason }));
    }
  }

  async #load(chatId: string, signal: AbortSignal): Promise<void> {
    const chat = await this.#api.getChat(chatId);
    signal.throwIfAborted();
    this.#state.set({ ...this.#now, messages: fromHistory(chat.messages) });
  }

  #fail(error: unknown, change: (state: ChatState, reason: ChatError) => ChatState): void {
    const reason = toChatError(error);
    this.#state.set(change(this.#now, reason));
    this.#tell({ type: "error", error: reason });
  }

  #tell(event: ChatEvent): void {
    this.#options.onEvent?.(event);
  }
}
