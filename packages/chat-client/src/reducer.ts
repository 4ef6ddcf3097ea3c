/**
 * `(answer, part) -> answer`: how a streamed answer grows.
 *
 * Pure: the same parts give the same answer, and the given answer is never changed. Does not know
 * about connections; the caller has already removed doubled events.
 */
import { type AnswerStatus, type AssistantMessage, type Block, type Source, type ToolBlock, emptyAnswer } from "./message";
import type { Citation, StreamPart } from "./parts";

/** The answer after one more part. The same object when the part changes nothing. */
export function applyPart(answer: AssistantMessage, part: StreamPart): AssistantMessage {
  switch (part.type) {
    case "start":
      // A replay tells everything again from here, so what was there is dropped, not doubled.
      return { ...emptyAnswer(part.messageId, answer.createdAt), status: "streaming" };
    case "text-start":
      return withBlock(answer, { kind: "text", id: part.id, text: "" });
    case "text-delta":
      return grow(answer, "text", part.id, part.delta);
    case "reasoning-start":
      return withBlock(answer, { kind: "reasoning", id: part.id, text: "", open: true });
    case "reasoning-delta":
      return grow(answer, "reasoning", part.id, part.delta);
    case "reasoning-end":
      return closeReasoning(answer, part.id);
    case "tool-input-start":
      return tool(answer, part.toolCallId, { state: "running", name: part.toolName });
    case "tool-input-available":
      return tool(answer, part.toolCallId, { state: "running", name: part.toolName, input: part.input });
    case "tool-input-error":
      return tool(answer, part.toolCallId, { state: "failed", name: part.toolName });
    case "tool-approval-request":
      return tool(answer, part.toolCallId, { state: "asking", approvalId: part.approvalId });
    case "tool-output-available":
      return tool(answer, part.toolCallId, { state: "done" });
    case "tool-output-error":
      return tool(answer, part.toolCallId, { state: "failed" });
    case "tool-output-denied":
      return tool(answer, part.toolCallId, { state: "denied" });
    case "source-document":
      return withSource(answer, { id: part.sourceId, title: part.title, url: null });
    case "source-url":
      return withSource(answer, { id: part.sourceId, title: part.title, url: part.url });
    case "data-citation":
      return withCitation(answer, part.data);
    case "finish":
      return finish(answer, part.finishReason);
    case "abort":
      return { ...answer, status: "stopped" };
    case "error":
      return { ...answer, status: "failed", error: part.errorText };
    case "start-step":
    case "finish-step":
    case "text-end":
    case "tool-input-delta":
    case "data-usage":
      return answer;
  }
}

/** Whether nothing of the answer follows after `part`. */
export function isTerminal(part: StreamPart): boolean {
  return part.type === "finish" || part.type === "abort" || part.type === "error";
}

function finish(answer: AssistantMessage, reason: string | undefined): AssistantMessage {
  // An `error` or `abort` before the `finish` says more than the `finish` does.
  if (answer.status === "failed" || answer.status === "stopped") return answer;
  return { ...answer, status: ENDINGS[reason ?? "stop"] ?? "done" };
}

/** `other` is how the server says that the answer was interrupted on its side. */
const ENDINGS: Readonly<Record<string, AnswerStatus>> = { error: "failed", length: "cut", other: "interrupted" };

function withBlock(answer: AssistantMessage, block: Block): AssistantMessage {
  return { ...answer, blocks: [...answer.blocks, block] };
}

function grow(answer: AssistantMessage, kind: "text" | "reasoning", id: string, delta: string): AssistantMessage {
  // An id may be used again once its block is closed, so the newest block is meant.
  const at = answer.blocks.findLastIndex((block) => block.kind === kind && block.id === id);
  const block = answer.blocks[at];
  if (!block || block.kind === "tool") {
    // The server opens every block; one that was not opened is shown rather than lost.
    const opened: Block = kind === "text" ? { kind, id, text: delta } : { kind, id, text: delta, open: true };
    return { ...answer, blocks: [...answer.blocks, opened] };
  }
  return { ...answer, blocks: answer.blocks.with(at, { ...block, text: block.text + delta }) };
}

function closeReasoning(answer: AssistantMessage, id: string): AssistantMessage {
  return {
    ...answer,
    blocks: answer.blocks.map((block) => (block.kind === "reasoning" && block.id === id ? { ...block, open: false } : block)),
  };
}

function tool(answer: AssistantMessage, id: string, change: Partial<ToolBlock>): AssistantMessage {
  const at = answer.blocks.findIndex((block) => block.kind === "tool" && block.id === id);
  const before: Block = answer.blocks[at] ?? { kind: "tool", id, name: "", state: "running", approvalId: null };
  const after = { ...before, ...change } as ToolBlock;
  return { ...answer, blocks: at < 0 ? [...answer.blocks, after] : answer.blocks.with(at, after) };
}

function withSource(answer: AssistantMessage, source: Source): AssistantMessage {
  if (answer.sources.some((other) => other.id === source.id)) return answer;
  return { ...answer, sources: [...answer.sources, source] };
}

function withCitation(answer: AssistantMessage, citation: Citation): AssistantMessage {
  const others = answer.citations.filter((other) => other.marker !== citation.marker);
  return { ...answer, citations: [...others, citation].sort((a, b) => a.marker - b.marker) };
}
