/** Request and response bodies of the chat API, as the server documents them. */

/** A chat in a list. */
export interface ChatSummary {
  id: string;
  title: string | null;
  createdAt: string;
  updatedAt: string;
}

/** `GET /api/chats` */
export interface ChatPage {
  chats: ChatSummary[];
  nextCursor?: string | null;
}

/** `GET /api/chats/{id}` */
export interface ChatDetail extends ChatSummary {
  messages: MessageBody[];
}

/** One stored message. */
export interface MessageBody {
  id: string;
  role: string;
  content: string;
  parts?: unknown;
  citations?: unknown;
  /** `running`, `complete`, `stopped`, `interrupted` or `failed`; null for what the visitor said. */
  outcome?: string | null;
  feedback?: unknown;
  createdAt: string;
}
