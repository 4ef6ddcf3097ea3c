import { expect, test } from "vitest";

import { answerText } from "../src/message";
import { lastAnswer } from "../src/state";
import { backoff } from "../src/turn";
import { answer, json, openStream, problem, ScriptedServer, storeFor, stream, until } from "./support";

const CHAT = { id: "cht_1", title: null, createdAt: "2026-11-23T12:00:00Z", updatedAt: "2026-11-23T12:00:00Z" };
const MESSAGES = "/api/chats/cht_1/messages";
const STREAM = "/api/chats/cht_1/stream";
const TEXT = "The parcel arrives in two days, and the courier calls before.";
const BROKEN = new TypeError("network error");

const server = () => new ScriptedServer().on("POST /api/chats", json(CHAT, 201));

test("a connection cut after any event resumes there, with no word doubled or lost", async () => {
  const events = answer("msg_a", TEXT);
  for (let cut = 1; cut < events.length; cut += 1) {
    const script = server()
      .on(`POST ${MESSAGES}`, stream(events.slice(0, cut), BROKEN))
      .on(`GET ${STREAM}`, stream(events.slice(cut)));
    const { store } = storeFor(script);
    await store.send("When?");
    expect(answerText(lastAnswer(store.getSnapshot())!), `cut after event ${cut}`).toBe(TEXT);
    // Once the `finish` has come there is nothing to resume for.
    const resumed = script.to("GET", STREAM);
    const expected = cut < events.length - 1 ? [String(cut)] : [];
    expect(resumed.map((call) => call.headers.get("last-event-id"))).toEqual(expected);
    expect(store.getSnapshot()).toMatchObject({ phase: "idle", connection: "live", error: null });
  }
});

test("events that a server sends again are dropped by their number", async () => {
  const events = answer("msg_a", TEXT);
  const script = server()
    .on(`POST ${MESSAGES}`, stream(events.slice(0, 6), BROKEN))
    .on(`GET ${STREAM}`, stream(events.slice(3, 8)), stream(events.slice(5)));
  const { store } = storeFor(script);
  await store.send("When?");
  expect(answerText(lastAnswer(store.getSnapshot())!)).toBe(TEXT);
});

test("a send whose answer never came is repeated with the same key", async () => {
  const script = server().on(`POST ${MESSAGES}`, BROKEN, problem(503, "unavailable"), stream(answer("msg_a", TEXT)));
  const { store, pauses } = storeFor(script);
  await store.send("When?");
  const sent = script.to("POST", MESSAGES);
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map((call) => call.headers.get("idempotency-key"))).size).toBe(1);
  expect(sent[0]?.body).toEqual({ content: "When?" });
  expect(pauses).toEqual([300, 600]);
  expect(lastAnswer(store.getSnapshot())).toMatchObject({ id: "msg_a", status: "done" });
});

test("a repeated send that meets its own turn follows that turn", async () => {
  const script = server()
    .on(`POST ${MESSAGES}`, BROKEN, problem(409, "conflict"))
    .on(`GET ${STREAM}`, stream(answer("msg_a", TEXT)));
  const { store } = storeFor(script);
  await store.send("When?");
  expect(script.to("GET", STREAM)[0]?.headers.get("last-event-id")).toBeNull();
  expect(answerText(lastAnswer(store.getSnapshot())!)).toBe(TEXT);
});

test("a stream without an end is taken up again, not called complete", async () => {
  const events = answer("msg_a", TEXT);
  const script = server()
    .on(`POST ${MESSAGES}`, stream(events.slice(0, 5)))
    .on(`GET ${STREAM}`, stream([]), stream(events.slice(5)));
  const { store } = storeFor(script);
  await store.send("When?");
  expect(answerText(lastAnswer(store.getSnapshot())!)).toBe(TEXT);
});

test("a turn that the server no longer knows is read from the chat", async () => {
  const script = server()
    .on(`POST ${MESSAGES}`, stream(answer("msg_a", TEXT).slice(0, 5), BROKEN))
    .on(`GET ${STREAM}`, new Response(null, { status: 204 }))
    .on("GET /api/chats/cht_1", json({
      ...CHAT,
      messages: [
        { id: "msg_q", role: "user", content: "When?", createdAt: CHAT.createdAt },
        { id: "msg_a", role: "assistant", content: "The parcel", outcome: "interrupted", createdAt: CHAT.createdAt },
      ],
    }));
  const { store } = storeFor(script);
  await store.send("When?");
  expect(lastAnswer(store.getSnapshot())).toMatchObject({ id: "msg_a", status: "interrupted" });
  expect(answerText(lastAnswer(store.getSnapshot())!)).toBe("The parcel");
});

test("a server that stays away ends in an interrupted answer, and retry takes it up", async () => {
  const events = answer("msg_a", TEXT);
  const script = server()
    .on(`POST ${MESSAGES}`, stream(events.slice(0, 5), BROKEN))
    .on(`GET ${STREAM}`, ...Array.from({ length: 7 }, () => BROKEN));
  const { store, pauses } = storeFor(script);
  await store.send("When?");
  expect(store.getSnapshot()).toMatchObject({ phase: "idle", connection: "down", error: { code: "network" } });
  expect(lastAnswer(store.getSnapshot())?.status).toBe("interrupted");
  expect(pauses).toHaveLength(7);

  script
    .on("GET /api/chats/cht_1", json({ ...CHAT, messages: [{ id: "msg_q", role: "user", content: "When?", createdAt: CHAT.createdAt }] }))
    .on(`GET ${STREAM}`, stream(events));
  await store.retry();
  expect(store.getSnapshot()).toMatchObject({ connection: "live", error: null });
  expect(answerText(lastAnswer(store.getSnapshot())!)).toBe(TEXT);
});

test("an open chat is shown and its running answer replayed in place of the stored part of it", async () => {
  const live = openStream();
  const events = answer("msg_a", TEXT);
  const script = new ScriptedServer()
    .on("GET /api/chats/cht_1", json({
      ...CHAT,
      messages: [
        { id: "msg_q", role: "user", content: "When?", createdAt: CHAT.createdAt },
        { id: "msg_a", role: "assistant", content: "The par", outcome: "running", createdAt: CHAT.createdAt },
      ],
    }))
    .on(`GET ${STREAM}`, live.response);
  const { store } = storeFor(script);
  const opened = store.openChat("cht_1");
  live.write(events.slice(0, 6).join(""));
  await until(store, (state) => state.phase === "answering" && state.messages.length === 2);
  await until(store, (state) => answerText(lastAnswer(state)!) === "The parcel arrives ");
  live.write(events.slice(6).join(""));
  await opened;
  expect(store.getSnapshot().messages).toHaveLength(2);
  expect(answerText(lastAnswer(store.getSnapshot())!)).toBe(TEXT);
});

test("an answer that ended between reading the chat and asking for its stream is not lost", async () => {
  const question = { id: "msg_q", role: "user", content: "When?", createdAt: CHAT.createdAt };
  const script = new ScriptedServer()
    .on("GET /api/chats/cht_1",
      json({ ...CHAT, messages: [question] }),
      json({ ...CHAT, messages: [question, { id: "msg_a", role: "assistant", content: TEXT, createdAt: CHAT.createdAt }] }))
    .on(`GET ${STREAM}`, new Response(null, { status: 204 }));
  const { store } = storeFor(script);
  await store.openChat("cht_1");
  expect(answerText(lastAnswer(store.getSnapshot())!)).toBe(TEXT);
  expect(store.getSnapshot().phase).toBe("idle");
});

test("leaving a chat ends its connection and nothing of it arrives later", async () => {
  const live = openStream();
  const script = server().on(`POST ${MESSAGES}`, live.response);
  const { store } = storeFor(script);
  const sending = store.send("When?");
  const events = answer("msg_a", TEXT);
  live.write(events.slice(0, 5).join(""));
  await until(store, (state) => state.phase === "answering");
  store.newChat();
  live.write(events.slice(5).join(""));
  live.close();
  await sending;
  expect(store.getSnapshot()).toMatchObject({ chatId: null, messages: [], phase: "idle" });
});

test("pauses grow to a ceiling and are spread", () => {
  expect([1, 2, 3, 10].map((failures) => backoff(failures, 0))).toEqual([200, 400, 800, 5000]);
  expect(backoff(10, 1)).toBe(10_000);
});
