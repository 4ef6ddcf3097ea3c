/** OpenAI's own clients, as published and only configured, talk with an agent: in one piece, streamed, and refused. */
import OpenAI, { APIError, NotFoundError } from "openai";

import { runPython } from "../support/python.ts";
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

const PYTHON = `
import os, openai
client = openai.OpenAI(base_url=os.environ["BASE"], api_key=os.environ["KEY"], max_retries=0)
ask = {"model": os.environ["AGENT"], "messages": [{"role": "user", "content": "how long"}], "extra_headers": {"X-Parlor-Visitor": "ann"}}
whole = client.chat.completions.create(**ask)
print(whole.choices[0].message.content, whole.choices[0].finish_reason, whole.usage.total_tokens > 0)
chunks = list(client.chat.completions.create(**ask, stream=True, stream_options={"include_usage": True}))
print("".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices), chunks[-1].usage.total_tokens > 0)
print(os.environ["AGENT"] in [model.id for model in client.models.list()])
try:
    client.chat.completions.create(**{**ask, "model": "gpt-5"})
except openai.NotFoundError as error:
    print(error.code)
`;

test("the PyPI client chats, streams and gets typed errors", async ({ tenant, parlor, upstream }) => {
  test.setTimeout(180_000);
  await upstream.when("how long", { answer: { text: "Within 30 days." } });
  const env = { BASE: `${parlor.url}/v1`, KEY: await tenant.createSecretKey(), AGENT: await tenant.createAgent() };
  const printed = await runPython("openai==3.57.0", PYTHON, env);
  expect(printed.trim().split("\n")).toEqual(["Within 30 days. stop True", "Within 30 days. True", "True", "not_found"]);
});
