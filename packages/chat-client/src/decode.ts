/**
 * Bytes -> stream events.
 *
 * Owns the SSE framing (any split of the bytes, CRLF, comments, UTF-8 cut in the middle). Does not
 * know what a part means and does not reconnect.
 */
import { createParser } from "eventsource-parser";

import { parsePart, type StreamPart } from "./parts";

/** One decoded event. */
export type StreamEvent =
  /** `sequence` is the event's `id`, the number to resume after; undefined when it is no number. */
  | { kind: "part"; part: StreamPart; sequence: number | undefined }
  /** `[DONE]`: the server has said everything. */
  | { kind: "done" };

/** An event longer than this is refused, so that a broken stream cannot fill the memory. */
const MAX_EVENT_CHARS = 4 * 1024 * 1024;

/**
 * Yields the events of `body` in order. Parts of unknown type are skipped. Ends when the stream
 * ends or when nothing, not even a comment, has come for `idleMs` (or half as long again); throws what reading throws.
 * Leaving the loop early cancels the body.
 */
export async function* decodeStream(
  body: ReadableStream<Uint8Array>,
  idleMs: number,
): AsyncGenerator<StreamEvent, void, undefined> {
  const reader = body.getReader();
  // A connection that died without a word ends the stream, instead of hanging for ever.
  let silent = 0;
  const watch = setInterval(() => {
    silent += 1;
    if (silent > 2) void reader.cancel().catch(() => undefined);
  }, idleMs / 2);
  const text = new TextDecoder();
  let ready: StreamEvent[] = [];
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent({ id, data }) {
      if (data === "[DONE]") {
        ready.push({ kind: "done" });
        return;
      }
      const part = parsePart(data);
      if (part) ready.push({ kind: "part", part, sequence: sequenceOf(id) });
    },
    onError(error) {
      // A malformed field is skipped, as the SSE standard asks; only a runaway line is fatal.
      if (error.type === "max-buffer-size-exceeded") throw error;
    },
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      silent = 0;
      if (done) return;
      parser.feed(text.decode(value, { stream: true }));
      const batch = ready;
      ready = [];
      yield* batch;
    }
  } finally {
    clearInterval(watch);
    await reader.cancel().catch(() => undefined);
  }
}

function sequenceOf(id: string | undefined): number | undefined {
  if (id === undefined || !/^\d{1,15}$/.test(id)) return undefined;
  return Number(id);
}
