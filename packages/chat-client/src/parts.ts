/**
 * The parts of a streamed answer, as Parlor sends them: the AI SDK UI message stream, version 1.
 *
 * Owns the wire form of one event. Knows nothing of connections, messages or screens.
 */

/** One event of the stream. Extra keys may be present and are ignored. */
export type StreamPart =
  /** The answer begins. A replay begins with the same part again. */
  | { type: "start"; messageId?: string }
  /** One call of the model begins; an answer that uses tools has several. */
  | { type: "start-step" }
  | { type: "finish-step" }
  /** Text comes in blocks; `delta` is appended to the block with the same `id`. */
  | { type: "text-start"; id: string }
  | { type: "text-delta"; id: string; delta: string }
  | { type: "text-end"; id: string }
  /** What the model shows of its thinking, in blocks like text. */
  | { type: "reasoning-start"; id: string }
  | { type: "reasoning-delta"; id: string; delta: string }
  | { type: "reasoning-end"; id: string }
  /** A tool is called: its input as it is written, whole, or refused. */
  | { type: "tool-input-start"; toolCallId: string; toolName: string }
  | { type: "tool-input-delta"; toolCallId: string; inputTextDelta: string }
  | { type: "tool-input-available"; toolCallId: string; toolName: string; input: unknown }
  | { type: "tool-input-error"; toolCallId: string; toolName: string; errorText: string }
  /** The tool waits for a human's consent. */
  | { type: "tool-approval-request"; toolCallId: string; approvalId: string }
  /** What the tool returned. */
  | { type: "tool-output-available"; toolCallId: string; output: unknown }
  | { type: "tool-output-error"; toolCallId: string; errorText: string }
  /** A document that the answer rests on; once per document. */
  | { type: "source-document"; sourceId: string; mediaType: string; title: string; filename?: string }
  | { type: "source-url"; sourceId: string; url: string; title?: string }
  /** The passage behind a marker such as `[1]` in the text. */
  | { type: "data-citation"; data: Citation }
  /** Tokens and cost of the turn; informative. */
  | { type: "data-usage"; data: unknown }
  /** The answer is complete. `length` means that it was cut at the model's limit. */
  | { type: "finish"; finishReason?: string }
  /** The answer was stopped before it was complete. */
  | { type: "abort" }
  /** The answer failed or was interrupted; what came before stands. */
  | { type: "error"; errorText: string };

/** A quoted passage of a document. */
export interface Citation {
  /** The number that stands in the text as `[marker]`. */
  marker: number;
  documentId: string;
  chunkId: string;
  /** Title of the document. */
  title: string;
  /** Heading that the passage stands under. */
  heading: string | null;
  /** Page, counted from 1. */
  page: number | null;
  quote: string;
}

const REQUIRED: Readonly<Record<StreamPart["type"], readonly string[]>> = {
  start: [],
  "start-step": [],
  "finish-step": [],
  "text-start": ["id"],
  "text-delta": ["id", "delta"],
  "text-end": ["id"],
  "reasoning-start": ["id"],
  "reasoning-delta": ["id", "delta"],
  "reasoning-end": ["id"],
  "tool-input-start": ["toolCallId", "toolName"],
  "tool-input-delta": ["toolCallId", "inputTextDelta"],
  "tool-input-available": ["toolCallId", "toolName"],
  "tool-input-error": ["toolCallId", "toolName", "errorText"],
  "tool-approval-request": ["toolCallId", "approvalId"],
  "tool-output-available": ["toolCallId"],
  "tool-output-error": ["toolCallId", "errorText"],
  "source-document": ["sourceId", "mediaType", "title"],
  "source-url": ["sourceId", "url"],
  "data-citation": [],
  "data-usage": [],
  finish: [],
  abort: [],
  error: ["errorText"],
};

/**
 * The part that a `data:` line holds, or undefined when it is not JSON, not of a known type, or
 * lacks what its type needs. An unknown part is no error: a newer server may send more.
 */
export function parsePart(json: string): StreamPart | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || typeof value.type !== "string") return undefined;
  const type = value.type;
  if (!isKnown(type)) return undefined;
  if (REQUIRED[type].some((key) => typeof value[key] !== "string")) return undefined;
  if (type === "data-citation") {
    const data = parseCitation(value.data);
    return data && { type, data };
  }
  return value as unknown as StreamPart;
}

/** A citation with its optional fields made explicit, or undefined when it lacks a required one. */
export function parseCitation(value: unknown): Citation | undefined {
  if (!isRecord(value)) return undefined;
  const { marker, documentId, chunkId, title, heading, page, quote } = value;
  if (typeof marker !== "number" || typeof quote !== "string") return undefined;
  return {
    marker,
    documentId: typeof documentId === "string" ? documentId : "",
    chunkId: typeof chunkId === "string" ? chunkId : "",
    title: typeof title === "string" ? title : "",
    heading: typeof heading === "string" && heading !== "" ? heading : null,
    page: typeof page === "number" ? page : null,
    quote,
  };
}

function isKnown(type: string): type is StreamPart["type"] {
  return Object.hasOwn(REQUIRED, type);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
