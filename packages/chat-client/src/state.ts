/**
 * What a chat screen shows, and the pure steps by which it changes.
 *
 * Owns the state's shape. Makes no calls and keeps no time; `store` does.
 */
import { type AssistantMessage, type Message, type Rating, type VisitorMessage, emptyAnswer, isRunning } from "./message";
import type { StreamPart } from "./parts";
import type { ChatError } from "./problem";
import { applyPart } from "./reducer";

export interface ChatState {
  /** Null before the first message of a new chat. */
  chatId: string | null;
  /** Oldest first. While an answer is written it is the last one. */
  messages: readonly Message[];
  /** What is going on in the open chat. */
  phase: "idle" | "loading" | "sending" | "answering" | "stopping";
  /** `lost`: reconnecting · `down`: given up, `retry` tries again. */
  connection: "live" | "lost" | "down";
  /** Why the last thing the visitor asked for did not happen. */
  error: ChatError | null;
}

export const initialState: ChatState = {
  chatId: null,
  messages: [],
  phase: "idle",
  connection: "live",
  error: null,
};

/** Whether a turn runs, so that nothing else can be sent. */
export function isBusy(state: ChatState): boolean {
  return state.phase !== "idle";
}

/** A message was written: it is shown at once, with an empty answer under it. */
export function addQuestion(state: ChatState, question: VisitorMessage): ChatState {
  const kept = state.messages.filter((message) => message.id !== question.id);
  return {
    ...state,
    messages: [...kept, question, emptyAnswer(`${question.id}:answer`, question.createdAt)],
    phase: "sending",
    error: null,
  };
}

/** The last question is asked again: its answer makes room for a new one. */
export function clearAnswer(state: ChatState, id: string, createdAt: string): ChatState {
  const kept = state.messages.at(-1)?.role === "assistant" ? state.messages.slice(0, -1) : state.messages;
  return { ...state, messages: [...kept, emptyAnswer(id, createdAt)], phase: "sending", error: null };
}

/** Events arrive: the server has the question. */
export function goLive(state: ChatState): ChatState {
  return {
    ...state,
    connection: "live",
    phase: state.phase === "stopping" ? "stopping" : "answering",
    messages: state.messages.map((message) =>
      message.role === "user" && message.delivery === "sending" ? { ...message, delivery: "sent" } : message,
    ),
  };
}

/** One more part of the running answer. A turn that goes on with an answer begins with what was there `before`. */
export function addPart(state: ChatState, part: StreamPart, createdAt: string, before?: AssistantMessage): ChatState {
  if (before && part.type === "start") {
    const begun: AssistantMessage = { ...before, id: part.messageId, status: "streaming" };
    return { ...state, messages: [...state.messages.slice(0, -1), begun] };
  }
  const last = state.messages.at(-1);
  // A turn found running after a reload has no answer on the screen yet.
  const running = last?.role === "assistant" ? last : emptyAnswer("pending", createdAt);
  const rest = last?.role === "assistant" ? state.messages.slice(0, -1) : state.messages;
  return { ...state, messages: [...rest, applyPart(running, part)] };
}

/** The question was refused or never arrived: no answer under it, and it can be sent again. */
export function refuse(state: ChatState, error: ChatError): ChatState {
  const kept = state.messages.at(-1)?.role === "assistant" ? state.messages.slice(0, -1) : state.messages;
  return {
    ...state,
    phase: "idle",
    connection: "live",
    error,
    messages: kept.map((message) =>
      message.role === "user" && message.delivery === "sending" ? { ...message, delivery: "failed" } : message,
    ),
  };
}

/** The turn is over. An answer without an end was interrupted. */
export function settle(state: ChatState, connection: "live" | "down", error: ChatError | null): ChatState {
  return {
    ...state,
    phase: "idle",
    connection,
    error,
    messages: state.messages.map((message) =>
      message.role === "assistant" && isRunning(message) ? { ...message, status: "interrupted" } : message,
    ),
  };
}

export function setFeedback(state: ChatState, messageId: string, feedback: Rating | null): ChatState {
  return {
    ...state,
    messages: state.messages.map((message) =>
      message.role === "assistant" && message.id === messageId ? { ...message, feedback } : message,
    ),
  };
}

/** The answer at the end, if the chat ends with one. */
export function lastAnswer(state: ChatState): AssistantMessage | undefined {
  const last = state.messages.at(-1);
  return last?.role === "assistant" ? last : undefined;
}
