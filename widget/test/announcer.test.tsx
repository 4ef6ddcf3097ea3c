import type { AssistantMessage, Message } from "@parlor/chat-client";
import { expect, test } from "vitest";

import { Announcer } from "../src/panel/components/Announcer";
import { render } from "./render";

const at = "2026-11-23T12:00:00Z";
const question: Message = { role: "user", id: "q", text: "When?", createdAt: at, delivery: "sent" };
const answer = (text: string, status: AssistantMessage["status"], id = "msg_1"): AssistantMessage => ({
  role: "assistant", id, blocks: [{ kind: "text", id: "t", text }], citations: [], sources: [], status, error: null, feedback: null, createdAt: at,
});
const heard = (box: HTMLElement) => [...box.querySelectorAll("[aria-live=polite] p")].map((line) => line.textContent);

test("a screen reader hears each sentence once, when it is finished", async () => {
  const { box, update } = await render(<Announcer messages={[question]} />);
  const text = "It takes **two** days [1]. The courier calls. Bye";
  for (let end = 0; end <= text.length; end += 1) {
    await update(<Announcer messages={[question, answer(text.slice(0, end), "streaming")]} />);
    for (const sentence of heard(box)) expect(["It takes two days.", "The courier calls."]).toContain(sentence);
  }
  await update(<Announcer messages={[question, answer(text, "done")]} />);
  expect(heard(box)).toEqual(["It takes two days.", "The courier calls.", "Bye"]);
});

test("an answer that comes whole between two frames is heard", async () => {
  const { box, update } = await render(<Announcer messages={[question, answer("", "waiting", "local")]} />);
  await update(<Announcer messages={[question, answer("Two days.", "done")]} />);
  expect(heard(box)).toEqual(["Two days."]);
});

test("history is not read out, and an answer that broke off says so", async () => {
  const { box, update } = await render(<Announcer messages={[question, answer("Old answer.", "done")]} />);
  expect(heard(box)).toEqual([]);
  await update(<Announcer messages={[question, answer("Old answer.", "done"), question, answer("Half", "streaming", "msg_2")]} />);
  await update(<Announcer messages={[question, answer("Old answer.", "done"), question, answer("Half", "interrupted", "msg_2")]} />);
  expect(heard(box)).toEqual(["Half", "The answer was interrupted."]);
});
