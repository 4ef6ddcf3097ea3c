/**
 * What the chat client reads of the API's answers, picked from the types that are generated from the server's own document: a field that is
 * renamed there does not compile here. What an older or newer server may leave out is optional.
 */
import type { ChatBody, ChatDetail as Detail, ChatPage as Page, MessageBody as Stored } from "@parlor/api-client";

/** A chat in a list. */
export type ChatSummary = Required<Pick<ChatBody, "id" | "title" | "createdAt" | "updatedAt">>;

/** `GET /api/chats` */
export type ChatPage = Pick<Page, "nextCursor"> & Record<keyof Pick<Page, "chats">, ChatSummary[]>;

/** `GET /api/chats/{id}` */
export type ChatDetail = ChatSummary & Record<keyof Pick<Detail, "messages">, MessageBody[]>;

/** One stored message. */
export type MessageBody = Pick<Stored, "id" | "role" | "content" | "createdAt"> &
  Partial<Pick<Stored, "parts" | "citations" | "outcome" | "feedback">>;
