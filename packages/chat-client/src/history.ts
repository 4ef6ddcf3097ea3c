/**
 * Stored messages -> messages as a screen shows them.
 *
 * Owns the reading of `GET /api/chats/{id}`; everything optional there is treated as such, because
 * an older or newer server may answer.
 */
import type { AnswerStatus, AssistantMessage, Block, Message, Rating, Source, ToolState } from "./message";
import { type Citation, parseCitation } from "./parts";
import type { MessageBody } from "./wire";

/** The messages of a chat that are for eyes: what the visitor asked and what was answered. */
export function fromHistory(messages: readonly MessageBody[]): Message[] {
  return messages.flatMap((body): Message[] => {
    if (body.role === "user") {
      return [{ role: "user", id: body.id, text: body.content, createdAt: body.createdAt, delivery: "sent" }];
    }
    return [answer(body)];
  });
}

function answer(body: MessageBody): AssistantMessage {
  const parts = list(body.parts);
  const citations = list(body.citations).flatMap((value): Citation[] => {
    const citation = parseCitation(value);
    return citation ? [citation] : [];
  });
  return {
    role: "assistant",
    id: body.id,
    blocks: blocks(body, parts),
    citations: citations.sort((a, b) => a.marker - b.marker),
    sources: sources(parts, citations),
    status: statusOf(body.outcome),
    error: null,
    feedback: ratingOf(body.feedback),
    createdAt: body.createdAt,
  };
}

function blocks(body: MessageBody, parts: readonly Record<string, unknown>[]): Block[] {
  const found = parts.flatMap((part, index): Block[] => {
    const id = `${body.id}:${index}`;
    const called = toolBlock(part);
    if (called) return [called];
    if (typeof part.text !== "string") return [];
    if (part.type === "text") return [{ kind: "text", id, text: part.text }];
    if (part.type === "reasoning") return [{ kind: "reasoning", id, text: part.text, open: false }];
    return [];
  });
  if (found.some((block) => block.kind === "text") || body.content === "") return found;
  return [...found, { kind: "text", id: `${body.id}:content`, text: body.content }];
}

/** What the AI SDK calls a tool part: `dynamic-tool` with a name, or `tool-<name>`. */
function toolBlock(part: Record<string, unknown>): Block | undefined {
  const { type, toolName, toolCallId, state, approval, input } = part;
  if (typeof type !== "string" || typeof toolCallId !== "string") return undefined;
  const name = type === "dynamic-tool" && typeof toolName === "string" ? toolName : /^tool-(.+)$/.exec(type)?.[1];
  if (name === undefined) return undefined;
  const asked = (approval as { id?: unknown } | null | undefined)?.id;
  return {
    kind: "tool",
    id: toolCallId,
    name,
    state: (Object.hasOwn(TOOL_STATES, String(state)) ? TOOL_STATES[String(state)] : undefined) ?? "running",
    approvalId: typeof asked === "string" ? asked : null,
    input,
  };
}

const TOOL_STATES: Readonly<Record<string, ToolState>> = {
  "approval-requested": "asking",
  "approval-responded": "answered",
  "output-available": "done",
  "output-error": "failed",
  "output-denied": "denied",
};

function sources(parts: readonly Record<string, unknown>[], citations: readonly Citation[]): Source[] {
  const byId = new Map<string, Source>();
  for (const part of parts) {
    if (typeof part.sourceId !== "string") continue;
    const url = part.type === "source-url" && typeof part.url === "string" ? part.url : null;
    const title = typeof part.title === "string" ? part.title : url;
    if (title !== null) byId.set(part.sourceId, { id: part.sourceId, title, url });
  }
  for (const { documentId, title } of citations) {
    if (!byId.has(documentId)) byId.set(documentId, { id: documentId, title, url: null });
  }
  return [...byId.values()];
}

function statusOf(outcome: string | null | undefined): AnswerStatus {
  switch (outcome) {
    case "interrupted":
    case "failed":
    case "stopped":
      return outcome;
    case "running":
      return "streaming";
    default:
      return "done";
  }
}

function ratingOf(feedback: unknown): Rating | null {
  const rating = typeof feedback === "object" && feedback !== null ? (feedback as { rating?: unknown }).rating : feedback;
  return rating === "up" || rating === "down" ? rating : null;
}

function list(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Record<string, unknown> => typeof item === "object" && item !== null);
}
