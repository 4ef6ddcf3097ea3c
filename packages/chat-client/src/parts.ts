/**
 * The parts of a streamed answer, as Parlor sends them: the AI SDK UI message stream, version 1.
 *
 * Owns the wire form of one event. Knows nothing of connections, messages or screens.
 */

import type { CitationBody, StreamPart as Documented } from "@parlor/api-client";

/** A quoted passage of a document: the quote with what stands before and after it, both empty when the server does not say. */
export type Citation = Required<Omit<CitationBody, "passage" | "quoteStart" | "quoteEnd">> & { before: string; after: string };

/** One event of the stream. Extra keys may be present and are ignored. */
export type StreamPart =
  | Exclude<Documented, { type: "data-citation" }>
  | { type: "data-citation"; data: Citation }
  | ToolPart;

/** Parts of answers that call tools, as the AI SDK knows them. */
type ToolPart =
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
  /** The tool did not run, because consent was refused. */
  | { type: "tool-output-denied"; toolCallId: string };

/** The text fields without which a part of a type means nothing. */
const REQUIRED: { readonly [T in StreamPart["type"]]: readonly (keyof Extract<StreamPart, { type: T }>)[] } = {
  start: ["messageId"],
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
  "tool-output-denied": ["toolCallId"],
  "source-document": ["sourceId", "mediaType", "title"],
  "source-url": ["sourceId", "url", "title"],
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
  const { marker, documentId, chunkId, title, heading, page, url, quote } = value;
  if (typeof marker !== "number" || typeof quote !== "string") return undefined;
  return {
    marker,
    documentId: typeof documentId === "string" ? documentId : "",
    chunkId: typeof chunkId === "string" ? chunkId : "",
    title: typeof title === "string" ? title : "",
    heading: typeof heading === "string" && heading !== "" ? heading : null,
    page: typeof page === "number" ? page : null,
    url: typeof url === "string" ? url : null,
    quote,
    ...around(value, quote),
  };
}

/** What stands around the quote. Its place counts code points, not UTF-16 units; a place that does not fit is not believed. */
function around({ passage, quoteStart, quoteEnd }: Record<string, unknown>, quote: string): Pick<Citation, "before" | "after"> {
  if (typeof passage === "string" && typeof quoteStart === "number" && typeof quoteEnd === "number") {
    const characters = Array.from(passage);
    if (characters.slice(quoteStart, quoteEnd).join("") === quote) {
      return { before: characters.slice(0, quoteStart).join(""), after: characters.slice(quoteEnd).join("") };
    }
  }
  return { before: "", after: "" };
}

function isKnown(type: string): type is StreamPart["type"] {
  return Object.hasOwn(REQUIRED, type);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
