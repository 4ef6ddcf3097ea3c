import { describe, expect, test } from "vitest";

import { answerText, emptyAnswer } from "../src/message";
import type { Citation, StreamPart } from "../src/parts";
import { applyPart } from "../src/reducer";

const NOW = "2026-11-23T12:00:00Z";
const run = (...parts: StreamPart[]) => parts.reduce(applyPart, emptyAnswer("local", NOW));
const citation = (marker: number): Citation => ({
  marker, documentId: "doc_1", chunkId: `chk_${marker}`, title: "Guide", heading: null, page: null, url: null, quote: "q", before: "", after: "",
});

describe("applyPart", () => {
  test("builds text, reasoning, citations and sources", () => {
    const answer = run(
      { type: "start", messageId: "msg_1" },
      { type: "reasoning-start", id: "r" },
      { type: "reasoning-delta", id: "r", delta: "hm" },
      { type: "reasoning-end", id: "r" },
      { type: "text-start", id: "t" },
      { type: "text-delta", id: "t", delta: "Two " },
      { type: "text-delta", id: "t", delta: "days [2][1]." },
      { type: "data-citation", data: citation(2) },
      { type: "source-document", sourceId: "doc_1", mediaType: "text/plain", title: "Guide", filename: "guide.txt" },
      { type: "source-document", sourceId: "doc_1", mediaType: "text/plain", title: "Guide", filename: "guide.txt" },
      { type: "data-citation", data: citation(1) },
      { type: "finish", finishReason: "stop" },
    );
    expect(answer.id).toBe("msg_1");
    expect(answerText(answer)).toBe("Two days [2][1].");
    expect(answer.blocks[0]).toEqual({ kind: "reasoning", id: "r", text: "hm", open: false });
    expect(answer.citations.map(({ marker }) => marker)).toEqual([1, 2]);
    expect(answer.sources).toEqual([{ id: "doc_1", title: "Guide", url: null }]);
    expect(answer.status).toBe("done");
  });

  test("a second start begins the answer again", () => {
    const answer = run(
      { type: "start", messageId: "msg_1" },
      { type: "text-start", id: "t" },
      { type: "text-delta", id: "t", delta: "half" },
      { type: "start", messageId: "msg_1" },
      { type: "text-start", id: "t" },
      { type: "text-delta", id: "t", delta: "whole" },
    );
    expect(answerText(answer)).toBe("whole");
  });

  test.each<[string, StreamPart[], string]>([
    ["abort", [{ type: "abort" }], "stopped"],
    ["abort, then finish", [{ type: "abort" }, { type: "finish", finishReason: "stop" }], "stopped"],
    ["error", [{ type: "error", errorText: "boom" }], "failed"],
    ["error, then finish", [{ type: "error", errorText: "boom" }, { type: "finish", finishReason: "stop" }], "failed"],
    ["finish for an error", [{ type: "finish", finishReason: "error" }], "failed"],
    ["finish of an interrupted answer", [{ type: "finish", finishReason: "other" }], "interrupted"],
    ["finish at the limit", [{ type: "finish", finishReason: "length" }], "cut"],
  ])("%s keeps the text and sets the status", (_, ending, status) => {
    const answer = run({ type: "start", messageId: "a" }, { type: "text-start", id: "t" }, { type: "text-delta", id: "t", delta: "so far" }, ...ending);
    expect(answerText(answer)).toBe("so far");
    expect(answer.status).toBe(status);
  });

  test("follows a tool from its call to its result", () => {
    const called = run({ type: "tool-input-start", toolCallId: "c", toolName: "search" });
    expect(called.blocks).toEqual([{ kind: "tool", id: "c", name: "search", state: "running", approvalId: null }]);
    expect(applyPart(called, { type: "tool-output-available", toolCallId: "c", output: 1 }).blocks).toEqual([
      { kind: "tool", id: "c", name: "search", state: "done", approvalId: null },
    ]);
    expect(applyPart(called, { type: "tool-output-error", toolCallId: "c", errorText: "x" }).blocks).toEqual([
      { kind: "tool", id: "c", name: "search", state: "failed", approvalId: null },
    ]);
  });

  test("text of a block that was never opened is not lost", () => {
    expect(answerText(run({ type: "text-delta", id: "t", delta: "a" }, { type: "text-delta", id: "t", delta: "b" }))).toBe("ab");
  });

  test("a block id that is used again is another block", () => {
    const answer = run(
      { type: "text-start", id: "text" }, { type: "text-delta", id: "text", delta: "Let me look." }, { type: "text-end", id: "text" },
      { type: "text-start", id: "text" }, { type: "text-delta", id: "text", delta: "Found it." }, { type: "text-end", id: "text" },
    );
    expect(answerText(answer)).toBe("Let me look.\n\nFound it.");
  });

  test("never changes the answer it was given", () => {
    const before = Object.freeze(run({ type: "text-start", id: "t" }));
    const text = JSON.stringify(before);
    applyPart(before, { type: "text-delta", id: "t", delta: "x" });
    expect(JSON.stringify(before)).toBe(text);
  });
});
