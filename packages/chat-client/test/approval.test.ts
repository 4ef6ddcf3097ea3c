/** Tools in an answer: what they do, and the visitor's consent. Streams are typed and read by the AI SDK's own code. */
import { readUIMessageStream, type UIMessageChunk } from "ai";
import { describe, expect, test } from "vitest";

import { fromHistory } from "../src/history";
import { answerText, emptyAnswer, type AssistantMessage } from "../src/message";
import { parsePart, type StreamPart } from "../src/parts";
import { applyPart } from "../src/reducer";
import { lastAnswer } from "../src/state";
import type { MessageBody } from "../src/wire";
import { DONE, event, json, problem, ScriptedServer, storeFor, stream } from "./support";

/** The SDK's chunks as our parts: each must survive the wire. */
const parts = (chunks: UIMessageChunk[]): StreamPart[] =>
  chunks.map((chunk) => {
    const part = parsePart(JSON.stringify(chunk));
    if (!part) throw new Error(`${chunk.type} is not understood`);
    return part;
  });
const tools = (answer: AssistantMessage | undefined) => answer?.blocks.filter((block) => block.kind === "tool") ?? [];

const ASKING: UIMessageChunk[] = [
  { type: "start", messageId: "msg_a" },
  { type: "start-step" },
  { type: "tool-input-start", toolCallId: "c1", toolName: "refund" },
  { type: "tool-input-delta", toolCallId: "c1", inputTextDelta: "{\"order\":" },
  { type: "tool-input-available", toolCallId: "c1", toolName: "refund", input: { order: 7 } },
  { type: "tool-approval-request", toolCallId: "c1", approvalId: "ask1" },
  { type: "tool-input-available", toolCallId: "c2", toolName: "mail", input: {} },
  { type: "tool-approval-request", toolCallId: "c2", approvalId: "ask2" },
  { type: "finish-step" },
  { type: "finish", finishReason: "tool-calls" },
];
const GOES_ON: UIMessageChunk[] = [
  { type: "start", messageId: "msg_a" },
  { type: "tool-output-available", toolCallId: "c1", output: { ok: true } },
  { type: "tool-output-denied", toolCallId: "c2" },
  { type: "start-step" },
  { type: "text-start", id: "t" },
  { type: "text-delta", id: "t", delta: "Refunded." },
  { type: "text-end", id: "t" },
  { type: "finish-step" },
  { type: "finish", finishReason: "stop" },
];
const wire = (chunks: UIMessageChunk[]) => stream([...chunks.map((chunk, index) => event(index + 1, chunk)), DONE]);

test("every tool chunk of the SDK leaves the state that the SDK's own reader finds", async () => {
  const chunks: UIMessageChunk[] = [
    ...ASKING.slice(0, -2),
    { type: "tool-output-available", toolCallId: "c1", output: 1 },
    { type: "tool-output-denied", toolCallId: "c2" },
    { type: "tool-input-error", toolCallId: "c3", toolName: "bad", input: "{", errorText: "no JSON" },
    { type: "tool-input-available", toolCallId: "c4", toolName: "slow", input: {} },
    { type: "tool-output-error", toolCallId: "c4", errorText: "timeout" },
    { type: "tool-input-available", toolCallId: "c5", toolName: "still", input: {} },
    { type: "finish-step" },
    { type: "finish", finishReason: "stop" },
  ];
  let theirs;
  const source = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const message of readUIMessageStream({ stream: source })) theirs = message;
  const stored = fromHistory([{ id: "msg_a", role: "assistant", content: "", parts: (theirs?.parts ?? []) as unknown as NonNullable<MessageBody["parts"]>, createdAt: "2026-11-23T12:00:00Z" }]);
  const streamed = parts(chunks).reduce(applyPart, emptyAnswer("local", "2026-11-23T12:00:00Z"));
  const seen = tools(streamed).map(({ id, name, state }) => [id, name, state]);
  expect(seen).toEqual([["c1", "refund", "done"], ["c2", "mail", "denied"], ["c3", "bad", "failed"], ["c4", "slow", "failed"], ["c5", "still", "running"]]);
  expect(tools(stored[0] as AssistantMessage).map(({ id, name, state }) => [id, name, state])).toEqual(seen);
});

describe("consent", () => {
  const MESSAGES = "POST /api/chats/cht_1/messages";
  const chat = { id: "cht_1", title: null, createdAt: "2026-11-23T12:00:00Z", updatedAt: "2026-11-23T12:00:00Z" };
  const asked = async (...answers: Response[]) => {
    const server = new ScriptedServer().on("POST /api/chats", json(chat, 201)).on(MESSAGES, wire(ASKING), ...answers);
    const { store } = storeFor(server);
    await store.send("Refund me");
    return { server, store };
  };

  test("is asked for once per call, and sent when every question has its answer", async () => {
    const { server, store } = await asked(wire(GOES_ON));
    expect(tools(lastAnswer(store.getSnapshot())).map(({ state, approvalId, input }) => [state, approvalId, input])).toEqual([
      ["asking", "ask1", { order: 7 }],
      ["asking", "ask2", {}],
    ]);
    await store.decide("ask1", true);
    expect(server.to("POST", "/api/chats/cht_1/messages")).toHaveLength(1);
    await store.decide("ask2", false);
    expect(server.calls.at(-1)?.body).toMatchObject({
      trigger: "submit-message",
      messages: [{ role: "assistant", id: "msg_a", parts: [
        { type: "dynamic-tool", toolName: "refund", toolCallId: "c1", state: "approval-responded", input: { order: 7 }, approval: { id: "ask1", approved: true } },
        { toolCallId: "c2", approval: { id: "ask2", approved: false } },
      ] }],
    });
    // The answer goes on below what was there.
    const answer = lastAnswer(store.getSnapshot())!;
    expect(tools(answer).map(({ state }) => state)).toEqual(["done", "denied"]);
    expect(answerText(answer)).toBe("Refunded.");
    expect(store.getSnapshot()).toMatchObject({ phase: "idle", error: null });
    expect(store.getSnapshot().messages).toHaveLength(2);
  });

  test("that did not arrive is asked for again", async () => {
    const { store } = await asked(problem(422, "invalid_request"));
    await store.decide("ask1", true);
    await store.decide("ask2", true);
    expect(tools(lastAnswer(store.getSnapshot())).map(({ state }) => state)).toEqual(["asking", "asking"]);
    expect(store.getSnapshot()).toMatchObject({ phase: "idle", error: { code: "invalid_request" } });
  });
});
