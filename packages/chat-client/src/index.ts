/**
 * The chat client: everything about talking to Parlor as a visitor, without a screen.
 *
 * Owns the decoding of the stream, the growth of an answer, reconnecting, and the state of a chat
 * screen. Must not know React, the DOM, or how anything looks.
 */
export { ChatApi, type ChatApiOptions } from "./api";
export { ChatList, type ChatListState } from "./chat-list";
export {
  answerText, type AnswerStatus, type AssistantMessage, type Block, isRunning, type Message, type Rating, type Source, type ToolBlock,
  type VisitorMessage,
} from "./message";
export { type Citation, parseCitation } from "./parts";
export { ChatError, type ErrorCode } from "./problem";
export { type ChatState, initialState, isBusy } from "./state";
export { type ChatEvent, ChatStore } from "./store";
export type { ChatSummary } from "./wire";
