import { describe, expect, test } from "vitest";

import { ChatList } from "../src/chat-list";
import { answerText } from "../src/message";
import { retryAfter } from "../src/problem";
import { lastAnswer } from "../src/state";
import { answer, DONE, event, json, openStream, problem, ScriptedServer, storeFor, stream, until } from "./support";

const CHAT = { id: "cht_1", title: "Parcels", createdAt: "2026-11-23T12:00:00Z", updatedAt: "2026-11-23T12:00:00Z" };
const MESSAGES = "POST /api/chats/cht_1/messages";
const server = () => new ScriptedServer().on("POST /api/chats", json(CHAT, 201));

describe("sending", () => {
  test("to a chat that was erased meanwhile begins another one, once", async () => {
    const script = new ScriptedServer()
      .on("POST /api/chats", json(CHAT, 201), json({ ...CHAT, id: "cht_2" }, 201))
      .on(MESSAGES, stream(answer("msg_a", "Two days.")), problem(404, "not_found"))
      .on("POST /api/chats/cht_2/messages", stream(answer("msg_b", "Hello again.")), problem(404, "not_found"))
      .on("POST /api/chats", problem(404, "not_found"));
    const { store } = storeFor(script);
    await store.send("When?");
    await store.send("And where?");
    expect(store.getSnapshot()).toMatchObject({
      chatId: "cht_2",
      error: null,
      messages: [{ role: "user", text: "And where?", delivery: "sent" }, { id: "msg_b", status: "done" }],
    });
    await store.send("Hm?");
    expect(store.getSnapshot()).toMatchObject({ error: { code: "not_found" }, messages: [{ text: "Hm?", delivery: "failed" }] });
  });

  test("shows question and answer, and tells who listens", async () => {
    const { store, events } = storeFor(server().on(MESSAGES, stream(answer("msg_a", "Two days."))));
    await store.send("  When? ");
    expect(store.getSnapshot().messages).toMatchObject([
      { role: "user", text: "When?", delivery: "sent" },
      { role: "assistant", id: "msg_a", status: "done" },
    ]);
    expect(events).toEqual([
      { type: "chat", chatId: "cht_1" },
      { type: "question", chatId: "cht_1", text: "When?" },
      { type: "answer", chatId: "cht_1", messageId: "msg_a", text: "Two days." },
    ]);
  });

  test("does nothing for blank text or while an answer is written", async () => {
    const live = openStream();
    const script = server().on(MESSAGES, live.response);
    const { store } = storeFor(script);
    await store.send(" \n ");
    expect(script.calls).toHaveLength(0);
    const first = store.send("One");
    live.write(answer("msg_a", "x").slice(0, 3).join(""));
    await until(store, (state) => state.phase === "answering");
    await store.send("Two");
    expect(script.to("POST", "/api/chats/cht_1/messages")).toHaveLength(1);
    live.write(answer("msg_a", "x").slice(3).join(""));
    await first;
  });

  test("a part of unknown type does not disturb the answer", async () => {
    const [start, ...rest] = answer("msg_a", "Fine.");
    const { store } = storeFor(server().on(MESSAGES, stream([start!, "data: {\"type\":\"data-future\"}\n\n", ...rest])));
    await store.send("Hi");
    expect(answerText(lastAnswer(store.getSnapshot())!)).toBe("Fine.");
  });

  test("a refused token is renewed once and the call repeated", async () => {
    const script = server().on(MESSAGES, problem(401, "unauthenticated"), stream(answer("msg_a", "Yes.")));
    const { store } = storeFor(script, (refused) => Promise.resolve(`${refused}-renewed`));
    await store.send("Hi");
    expect(script.to("POST", "/api/chats/cht_1/messages").map((call) => call.headers.get("authorization"))).toEqual([
      "Bearer vt_1",
      "Bearer vt_1-renewed",
    ]);
    expect(lastAnswer(store.getSnapshot())?.status).toBe("done");
  });

  test("a token refused twice is an error, not a loop", async () => {
    const script = server().on(MESSAGES, problem(401, "unauthenticated"), problem(401, "unauthenticated"));
    const { store } = storeFor(script);
    await store.send("Hi");
    expect(store.getSnapshot()).toMatchObject({ phase: "idle", error: { code: "unauthenticated", status: 401 } });
  });

  test("a refusal keeps the message, removes the empty answer, and can be tried again", async () => {
    const script = server().on(MESSAGES, problem(429, "rate_limited", { "retry-after": "7" }), stream(answer("msg_a", "Now.")));
    const { store, events } = storeFor(script);
    await store.send("Hi");
    expect(store.getSnapshot()).toMatchObject({
      phase: "idle",
      error: { code: "rate_limited", retryAfter: 7, message: "detail of rate_limited" },
      messages: [{ role: "user", text: "Hi", delivery: "failed" }],
    });
    expect(events.at(-1)).toMatchObject({ type: "error", error: { code: "rate_limited" } });
    await store.retry();
    expect(store.getSnapshot()).toMatchObject({ error: null, messages: [{ delivery: "sent" }, { id: "msg_a" }] });
    // The first was refused for good, so the second is a new attempt.
    const keys = script.to("POST", "/api/chats/cht_1/messages").map((call) => call.headers.get("idempotency-key"));
    expect(new Set(keys).size).toBe(2);
  });

  test("a conflict at the first attempt is told, not followed", async () => {
    const { store } = storeFor(server().on(MESSAGES, problem(409, "conflict")));
    await store.send("Hi");
    expect(store.getSnapshot()).toMatchObject({ error: { code: "conflict" }, messages: [{ delivery: "failed" }] });
  });
});

describe("ending", () => {
  test("an error part keeps the text, and retry asks again in its place", async () => {
    const half = answer("msg_a", "Half of it").slice(0, 4);
    const script = server()
      .on(MESSAGES, stream([...half, event(5, { type: "error", errorText: "upstream" })]), stream(answer("msg_b", "Whole.")));
    const { store } = storeFor(script);
    await store.send("Hi");
    expect(lastAnswer(store.getSnapshot())).toMatchObject({ status: "failed", error: "upstream" });
    expect(answerText(lastAnswer(store.getSnapshot())!)).toBe("Half ");
    await store.retry();
    expect(script.calls.at(-1)?.body).toEqual({ regenerate: true });
    expect(store.getSnapshot().messages).toHaveLength(2);
    expect(answerText(lastAnswer(store.getSnapshot())!)).toBe("Whole.");
  });

  test("a refused retry puts the old answer back", async () => {
    const script = server().on(MESSAGES, stream(answer("msg_a", "Old.")), problem(402, "quota_exceeded"));
    const { store } = storeFor(script);
    await store.send("Hi");
    await store.retry();
    expect(store.getSnapshot()).toMatchObject({ phase: "idle", error: { code: "quota_exceeded" } });
    expect(answerText(lastAnswer(store.getSnapshot())!)).toBe("Old.");
  });

  test("stop asks the server and shows what the stream then says", async () => {
    const live = openStream();
    const script = server().on(MESSAGES, live.response).on("POST /api/chats/cht_1/stop", () => {
      live.write(event(5, { type: "abort" }));
      live.close();
      return new Response(null, { status: 204 });
    });
    const { store } = storeFor(script);
    const sending = store.send("Hi");
    live.write(answer("msg_a", "One two three").slice(0, 4).join(""));
    await until(store, (state) => state.phase === "answering");
    await store.stop();
    await sending;
    expect(lastAnswer(store.getSnapshot())?.status).toBe("stopped");
    expect(store.getSnapshot()).toMatchObject({ phase: "idle", error: null });
  });

  test("stop before the answer has begun is carried out as soon as it has", async () => {
    const live = openStream();
    const script = server().on(MESSAGES, () => {
      void store.stop();
      return live.response;
    }).on("POST /api/chats/cht_1/stop", () => {
      live.write(event(1, { type: "abort" }) + DONE);
      return new Response(null, { status: 204 });
    });
    const { store } = storeFor(script);
    await store.send("Hi");
    expect(script.to("POST", "/api/chats/cht_1/stop")).toHaveLength(1);
    expect(lastAnswer(store.getSnapshot())?.status).toBe("stopped");
  });

  test("stop of an answer that has just ended is no error", async () => {
    const live = openStream();
    const script = server().on(MESSAGES, live.response).on("POST /api/chats/cht_1/stop", problem(409, "conflict"));
    const { store } = storeFor(script);
    const sending = store.send("Hi");
    const events = answer("msg_a", "One");
    live.write(events.slice(0, 4).join(""));
    await until(store, (state) => state.phase === "answering");
    await store.stop();
    live.write(events.slice(4).join(""));
    await sending;
    expect(store.getSnapshot()).toMatchObject({ phase: "idle", error: null });
  });
});

describe("feedback and chats", () => {
  test("a rating shows at once and is undone when refused", async () => {
    const script = server().on(MESSAGES, stream(answer("msg_a", "Yes."))).on("PUT /api/messages/msg_a/feedback", json({}), problem(503, "unavailable"));
    const { store } = storeFor(script);
    await store.send("Hi");
    await store.rate("msg_a", "up");
    expect(lastAnswer(store.getSnapshot())?.feedback).toBe("up");
    const second = store.rate("msg_a", "down");
    expect(lastAnswer(store.getSnapshot())?.feedback).toBe("down");
    await second;
    expect(lastAnswer(store.getSnapshot())?.feedback).toBe("up");
  });

  test("what the visitor says to a rating goes along with it", async () => {
    const script = server().on(MESSAGES, stream(answer("msg_a", "Yes."))).on("PUT /api/messages/msg_a/feedback", json({}));
    const { store } = storeFor(script);
    await store.send("Hi");
    expect(await store.rate("msg_a", "down", "Too short")).toBe(true);
    expect(script.calls.at(-1)?.body).toEqual({ rating: "down", comment: "Too short" });
  });

  test("what was said in another tab is taken up, and only then", async () => {
    const stored = (id: string, role: string, content: string) => ({ id, role, content, createdAt: "2026-11-23T12:00:00Z" });
    const seen = [stored("msg_q", "user", "Hi"), stored("msg_a", "assistant", "Yes.")];
    const script = server().on(MESSAGES, stream(answer("msg_a", "Yes."))).on(
      "GET /api/chats/cht_1",
      json({ ...CHAT, messages: seen }),
      json({ ...CHAT, messages: [...seen, stored("msg_q2", "user", "More?"), stored("msg_b", "assistant", "More.")] }),
      new TypeError("offline"),
    );
    const { store } = storeFor(script);
    await store.refresh();
    await store.send("Hi");
    const before = store.getSnapshot();
    await store.refresh();
    expect(store.getSnapshot()).toBe(before);
    await store.refresh();
    expect(store.getSnapshot().messages.map(({ id }) => id)).toEqual(["msg_q", "msg_a", "msg_q2", "msg_b"]);
    const after = store.getSnapshot();
    await store.refresh();
    expect(store.getSnapshot()).toBe(after);
  });

  test("a chat that is gone gives a new one and is forgotten", async () => {
    const { store, events } = storeFor(new ScriptedServer().on("GET /api/chats/cht_9", problem(404, "not_found")));
    await store.openChat("cht_9");
    expect(store.getSnapshot()).toMatchObject({ chatId: null, error: null, phase: "idle" });
    expect(events).toEqual([{ type: "chat", chatId: null }]);
  });

  test("the list grows page by page and loses what is erased", async () => {
    const other = { ...CHAT, id: "cht_2" };
    const script = new ScriptedServer()
      .on("GET /api/chats", json({ chats: [CHAT], nextCursor: "c1" }), json({ chats: [CHAT, other], nextCursor: null }))
      .on("DELETE /api/chats/cht_1", problem(503, "unavailable"), new Response(null, { status: 204 }))
      .on("DELETE /api/chats/cht_2", problem(404, "not_found"));
    const list = new ChatList(storeFor(script).api);
    await list.refresh();
    await list.loadMore();
    await list.loadMore();
    expect(script.calls.map((call) => call.path)).toEqual(["/api/chats?limit=30", "/api/chats?limit=30&cursor=c1"]);
    expect(list.getSnapshot().chats?.map((chat) => chat.id)).toEqual(["cht_1", "cht_2"]);
    expect(await list.remove("cht_1")).toBe(false);
    expect(list.getSnapshot().error?.code).toBe("unavailable");
    expect(await list.remove("cht_1")).toBe(true);
    expect(await list.remove("cht_2")).toBe(true);
    expect(list.getSnapshot()).toMatchObject({ chats: [], error: null });
  });
});

test("Retry-After is read as seconds or as a date", () => {
  const now = () => Date.parse("2026-11-23T12:00:00Z");
  expect(retryAfter("12", now)).toBe(12);
  expect(retryAfter("Mon, 23 Nov 2026 12:00:30 GMT", now)).toBe(30);
  expect(retryAfter("soon", now)).toBeNull();
  expect(retryAfter(null, now)).toBeNull();
});
