import { describe, expect, test, vi } from "vitest";

import { decodeStream, type StreamEvent } from "../src/decode";
import { DONE, event, stream } from "./support";

async function decode(response: Response): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const each of decodeStream(response.body!, 1000)) events.push(each);
  return events;
}

const WIRE = event(1, { type: "start", messageId: "msg_1" }) + event(2, { type: "text-delta", id: "t", delta: "Grüße 👋 日本" }) + DONE;
const EVENTS: StreamEvent[] = [
  { kind: "part", sequence: 1, part: { type: "start", messageId: "msg_1" } },
  { kind: "part", sequence: 2, part: { type: "text-delta", id: "t", delta: "Grüße 👋 日本" } },
  { kind: "done" },
];

describe("decodeStream", () => {
  test("gives the same events wherever the bytes are split", async () => {
    const bytes = new TextEncoder().encode(WIRE);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(await decode(stream([bytes.slice(0, at), bytes.slice(at)])), `split at byte ${at}`).toEqual(EVENTS);
    }
  });

  test("reads one byte at a time", async () => {
    expect(await decode(stream(Array.from(new TextEncoder().encode(WIRE), (byte) => Uint8Array.of(byte))))).toEqual(EVENTS);
  });

  test("accepts CRLF, split at every position", async () => {
    const bytes = new TextEncoder().encode(WIRE.replaceAll("\n", "\r\n"));
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(await decode(stream([bytes.slice(0, at), bytes.slice(at)])), `split at byte ${at}`).toEqual(EVENTS);
    }
  });

  test("skips comments, unknown fields, malformed JSON and parts of unknown type", async () => {
    const noise = [": keep-alive\n\n", "data: {not json\n\n", "wat: 1\n", event(7, { type: "data-future", data: 1 }), "data: 5\n\n", 'data: {"type":"text-delta","id":"t"}\n\n'];
    expect(await decode(stream([...noise, WIRE, ": bye\n\n"]))).toEqual(EVENTS);
  });

  test("does not deliver an event whose end never came", async () => {
    expect(await decode(stream([WIRE.slice(0, -1)]))).toEqual(EVENTS.slice(0, 2));
  });

  test("an id that is no number is no sequence", async () => {
    const [first] = await decode(stream(['id: abc\ndata: {"type":"abort"}\n\n']));
    expect(first).toEqual({ kind: "part", part: { type: "abort" }, sequence: undefined });
  });

  test("ends when the connection is silent for too long", async () => {
    vi.useFakeTimers();
    const cancel = vi.fn();
    const body = new ReadableStream<Uint8Array>({ cancel });
    const reading = decodeStream(body, 45_000).next();
    await vi.advanceTimersByTimeAsync(67_500);
    expect((await reading).done).toBe(true);
    expect(cancel).toHaveBeenCalled();
    vi.useRealTimers();
  });

  test("throws what reading throws", async () => {
    await expect(decode(stream([WIRE], new TypeError("network error")))).rejects.toThrow("network error");
  });
});
