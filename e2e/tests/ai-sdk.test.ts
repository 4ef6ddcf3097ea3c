/** The AI SDK's own transport, as published and only configured, drives Parlor: a turn, a resume, a stop. */
import { DefaultChatTransport, readUIMessageStream, type UIMessage, type UIMessageChunk } from "ai";
import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

interface Session {
  token: string;
  chatId: string;
}

async function openSession(url: string, key: string, agent: string, origin: string): Promise<Session> {
  const headers = { authorization: `Bearer ${key}`, origin, "content-type": "application/json" };
  const opened = await fetch(`${url}/api/session?agent=${agent}`, { method: "POST", headers, body: "{}" });
  expect(opened.status).toBe(200);
  const { token } = (await opened.json()) as { token: string };
  const created = await fetch(`${url}/api/chats`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, origin, "content-type": "application/json" },
    body: "{}",
  });
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };
  return { token, chatId: id };
}

function transportFor(url: string, { token, chatId }: Session, origin: string): DefaultChatTransport<UIMessage> {
  return new DefaultChatTransport({
    api: `${url}/api/chats/${chatId}/messages`,
    headers: { authorization: `Bearer ${token}`, origin },
    prepareReconnectToStreamRequest: ({ id }) => ({ api: `${url}/api/chats/${id}/stream` }),
  });
}

function question(text: string): UIMessage {
  return { id: "question", role: "user", parts: [{ type: "text", text }] };
}

async function read(stream: ReadableStream<UIMessageChunk>): Promise<UIMessage> {
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream, terminateOnError: true })) last = message;
  if (last === undefined) throw new Error("the stream held no message");
  return last;
}

function textOf(message: UIMessage): string {
  return message.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

test("a whole turn, with its citation and sources", async ({ tenant, parlor, upstream, host }) => {
  await upstream.when("service", { answer: { text: "A full service costs 89 euros. [1]" } });
  const agent = await tenant.createAgent();
  await tenant.upload(agent, "Repairs.md", "# Repairs\n\nA full service costs 89 euros and takes two days.");
  const session = await openSession(parlor.url, await tenant.createKey(agent, [host.origin]), agent, host.origin);
  const stream = await transportFor(parlor.url, session, host.origin).sendMessages({
    trigger: "submit-message",
    chatId: session.chatId,
    messageId: undefined,
    messages: [question("What does a full service cost?")],
    abortSignal: undefined,
  });
  const message = await read(stream);
  expect(textOf(message)).toBe("A full service costs 89 euros. [1]");
  expect(message.parts.some((part) => part.type === "data-citation")).toBe(true);
  expect(message.parts.some((part) => part.type === "source-document")).toBe(true);
});

test("a reader that leaves and comes back gets the whole answer once", async ({ tenant, parlor, upstream, host }) => {
  await upstream.when("count", { answer: { text: numbered(60) }, delayMs: 30 });
  const agent = await tenant.createAgent();
  const session = await openSession(parlor.url, await tenant.createKey(agent, [host.origin]), agent, host.origin);
  const transport = transportFor(parlor.url, session, host.origin);
  const leave = new AbortController();
  const first = await transport.sendMessages({
    trigger: "submit-message",
    chatId: session.chatId,
    messageId: undefined,
    messages: [question("Please count")],
    abortSignal: leave.signal,
  });
  const reader = first.getReader();
  for (let seen = ""; !seen.includes("word5"); ) {
    const { value, done } = await reader.read();
    if (done) throw new Error("the answer ended too early");
    if (value.type === "text-delta") seen += value.delta;
  }
  leave.abort();
  await reader.cancel().catch(() => undefined);

  const resumed = await transport.reconnectToStream({ chatId: session.chatId });
  if (resumed === null) throw new Error("nothing to resume");
  expect(textOf(await read(resumed))).toBe(numbered(60));
  expect(await transport.reconnectToStream({ chatId: session.chatId })).toBeNull();
});

test("a stop ends the stream in order and at the model", async ({ tenant, parlor, upstream, host }) => {
  await upstream.when("at length", { answer: { text: numbered(400) }, delayMs: 30 });
  const agent = await tenant.createAgent();
  const session = await openSession(parlor.url, await tenant.createKey(agent, [host.origin]), agent, host.origin);
  const before = await upstream.counts();
  const stream = await transportFor(parlor.url, session, host.origin).sendMessages({
    trigger: "submit-message",
    chatId: session.chatId,
    messageId: undefined,
    messages: [question("Tell me at length")],
    abortSignal: undefined,
  });
  const types: string[] = [];
  let stopping: Promise<Response> | undefined;
  for await (const part of stream as ReadableStream<UIMessageChunk> & AsyncIterable<UIMessageChunk>) {
    types.push(part.type);
    if (part.type === "text-delta") {
      stopping ??= fetch(`${parlor.url}/api/chats/${session.chatId}/stop`, {
        method: "POST",
        headers: { authorization: `Bearer ${session.token}`, origin: host.origin },
      });
    }
  }
  expect((await stopping)?.ok).toBe(true);
  expect(types.at(-1)).toBe("abort");
  expect(types).not.toContain("error");
  await expect.poll(async () => (await upstream.counts()).cancelled, { timeout: 1_000 }).toBe(before.cancelled + 1);
});
