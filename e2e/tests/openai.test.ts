/** OpenAI's own clients, as published and only configured, talk with an agent: in one piece, streamed, and refused. */
import OpenAI, { APIError, NotFoundError } from "openai";

import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

test("the npm client chats, streams and continues a conversation", async ({ tenant, parlor, upstream }) => {
  await upstream.when("how long", { answer: { text: "Within 30 days." } });
  await upstream.when("count", { answer: { text: numbered(40) } });
  const agent = await tenant.createAgent();
  const openai = new OpenAI({ baseURL: `${parlor.url}/v1`, apiKey: await tenant.createSecretKey(), maxRetries: 0, defaultHeaders: { "x-parlor-visitor": "ann" } });

  const models = await openai.models.list();
  expect(models.data.map((model) => model.id)).toContain(agent);

  const first = await openai.chat.completions.create({ model: agent, messages: [{ role: "user", content: "how long" }] });
  expect(first.choices[0]?.message.content).toBe("Within 30 days.");
  expect(first.choices[0]?.finish_reason).toBe("stop");
  expect(first.usage?.total_tokens).toBeGreaterThan(0);

  const { data, response } = await openai.chat.completions
    .create({
      model: agent,
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: "user", content: "how long" },
        { role: "assistant", content: first.choices[0]?.message.content ?? "" },
        { role: "user", content: "Please count" },
      ],
    })
    .withResponse();
  let text = "";
  let tokens = 0;
  for await (const chunk of data) {
    text += chunk.choices[0]?.delta.content ?? "";
    tokens = chunk.usage?.total_tokens ?? tokens;
  }
  expect(text).toBe(numbered(40));
  expect(tokens).toBeGreaterThan(0);
  expect(response.headers.get("x-parlor-chat")).toBe((first as unknown as { parlor: { chatId: string } }).parlor.chatId);
});

test("the npm client gets typed errors", async ({ tenant, parlor }) => {
  const agent = await tenant.createAgent();
  const openai = new OpenAI({ baseURL: `${parlor.url}/v1`, apiKey: await tenant.createSecretKey(), maxRetries: 0 });
  const ask = (model: string, role: "user" | "system") =>
    openai.chat.completions.create({ model, messages: [{ role, content: "Hi" }] }).catch((error: unknown) => error);
  expect(await ask("gpt-5", "user")).toBeInstanceOf(NotFoundError);
  const refused = await ask(agent, "system");
  expect(refused).toBeInstanceOf(APIError);
  expect(refused).toMatchObject({ status: 422, code: "invalid_request", param: "messages[0].role" });
});
