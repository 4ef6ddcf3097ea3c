/** AG-UI's own client, as published, follows an answer when it asks for that protocol. */
import { HttpAgent, type RunAgentInput } from "@ag-ui/client";

import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

/** Sends what the chat route takes, and says which protocol it reads. */
class ParlorAgent extends HttpAgent {
  protected override requestInit(input: RunAgentInput): RequestInit {
    const last = input.messages.at(-1);
    return {
      method: "POST",
      headers: { ...this.headers, "content-type": "application/json", accept: "text/event-stream; protocol=ag-ui" },
      body: JSON.stringify({ content: last?.content }),
      signal: this.abortController.signal,
    };
  }
}

test("a whole run, verified by the client", async ({ tenant, parlor, upstream }) => {
  await upstream.when("count", { answer: { text: numbered(30) } });
  const agent = await tenant.createAgent();
  const headers = { authorization: `Bearer ${await tenant.createSecretKey()}`, "x-parlor-visitor": "ann" };
  const created = await fetch(`${parlor.url}/api/chats?agent=${agent}`, { method: "POST", headers });
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };

  const client = new ParlorAgent({ url: `${parlor.url}/api/chats/${id}/messages?agent=${agent}`, headers, threadId: id });
  client.addMessage({ id: "question", role: "user", content: "Please count" });
  const types: string[] = [];
  const { newMessages } = await client.runAgent({}, { onEvent: ({ event }) => void types.push(event.type) });
  expect(newMessages).toHaveLength(1);
  expect(newMessages[0]).toMatchObject({ role: "assistant", content: numbered(30) });
  expect(types[0]).toBe("RUN_STARTED");
  expect(types.at(-1)).toBe("RUN_FINISHED");
});

test("a failed run is an error for the client", async ({ tenant, parlor, upstream }) => {
  await upstream.when("fail", { answer: { status: { code: 400, body: "{}" } } });
  const agent = await tenant.createAgent();
  const headers = { authorization: `Bearer ${await tenant.createSecretKey()}`, "x-parlor-visitor": "ann" };
  const created = await fetch(`${parlor.url}/api/chats?agent=${agent}`, { method: "POST", headers });
  const { id } = (await created.json()) as { id: string };
  const client = new ParlorAgent({ url: `${parlor.url}/api/chats/${id}/messages?agent=${agent}`, headers, threadId: id });
  client.addMessage({ id: "question", role: "user", content: "Please fail" });
  const types: string[] = [];
  await client.runAgent({}, { onEvent: ({ event }) => void types.push(event.type) }).catch(() => undefined);
  expect(types.at(-1)).toBe("RUN_ERROR");
});
