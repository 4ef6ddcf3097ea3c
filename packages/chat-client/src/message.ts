/**
 * Messages as a screen shows them.
 *
 * Owns their shape. Knows nothing of how they arrive (see `reducer`, `history`).
 */
import type { Citation } from "./parts";

export type Message = VisitorMessage | AssistantMessage;

export interface VisitorMessage {
  role: "user";
  /** The server's `msg_…`, or a local id until the server has told it. */
  id: string;
  text: string;
  /** RFC 3339 UTC. */
  createdAt: string;
  /** `failed`: the server has refused it or could not be reached; it may be sent again. */
  delivery: "sending" | "sent" | "failed";
}

export interface AssistantMessage {
  role: "assistant";
  /** `msg_…`; a local id until the stream's `start` has told it. */
  id: string;
  blocks: readonly Block[];
  citations: readonly Citation[];
  sources: readonly Source[];
  status: AnswerStatus;
  /** What the server said when the answer failed; meant for people, in English. */
  error: string | null;
  feedback: Rating | null;
  /** RFC 3339 UTC. */
  createdAt: string;
}

export type Rating = "up" | "down";

/**
 * `waiting`: nothing has come yet · `streaming` · `done` · `cut`: ended at the model's length limit ·
 * `stopped`: by the visitor · `interrupted`: the server lost it · `failed`.
 */
export type AnswerStatus = "waiting" | "streaming" | "done" | "cut" | "stopped" | "interrupted" | "failed";

export type Block =
  | { kind: "text"; id: string; text: string }
  | { kind: "reasoning"; id: string; text: string; open: boolean }
  | ToolBlock;

/** The call of a tool. */
export interface ToolBlock {
  kind: "tool";
  /** The call's id. */
  id: string;
  name: string;
  state: ToolState;
  /** Names the question whether the call may be made, once it was asked. */
  approvalId: string | null;
  /** What the visitor said to that, while the server does not know it yet. */
  approved?: boolean;
  /** What the tool is called with; undefined until it is known. */
  input?: unknown;
}

/** `asking`: it waits for the visitor's consent · `answered`: which was given or refused · `denied`: and so it did not run. */
export type ToolState = "running" | "asking" | "answered" | "done" | "failed" | "denied";

/** Something the answer rests on: a document of the tenant, or a page. */
export interface Source {
  id: string;
  title: string;
  /** Only for pages. */
  url: string | null;
}

/** An answer of which nothing has arrived. */
export function emptyAnswer(id: string, createdAt: string): AssistantMessage {
  return {
    role: "assistant",
    id,
    blocks: [],
    citations: [],
    sources: [],
    status: "waiting",
    error: null,
    feedback: null,
    createdAt,
  };
}

/** The whole text of an answer, without reasoning and tools. */
export function answerText(message: AssistantMessage): string {
  return message.blocks
    .filter((block) => block.kind === "text")
    .map((block) => block.text)
    .join("\n\n");
}

/** Whether the answer is still being written. */
export function isRunning(message: AssistantMessage): boolean {
  return message.status === "waiting" || message.status === "streaming";
}
