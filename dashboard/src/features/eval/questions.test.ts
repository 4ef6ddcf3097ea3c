import { expect, it } from "vitest";
import { proposed, toCases } from "./questions";

const WORDINGS = [
  { question: "Do you ship to Mars?", conversationId: "cht_1" },
  { question: "ship mars", conversationId: "cht_2" },
];

it("makes cases of the chosen questions, each under a name of its own", () => {
  const questions = proposed(WORDINGS).map((one, index) => (index === 1 ? { ...one, input: "Do you ship to Mars? " } : one));
  const cases = toCases(questions, "answered", ["Do you ship to Mars?"]);
  expect(cases.map(({ case: { name } }) => name)).toEqual(["Do you ship to Mars? 2", "Do you ship to Mars? 3"]);
  expect(cases[1]).toMatchObject({ conversationId: "cht_2", case: { input: "Do you ship to Mars?", expect: { refusal: false }, checks: [{ citesAny: [] }] } });
});

it("leaves out what is not chosen or emptied", () => {
  const questions = proposed(WORDINGS);
  const changed = [{ ...questions[0], chosen: false, input: "x", conversationId: "cht_1" }, { chosen: true, input: " ", conversationId: "cht_2" }];
  expect(toCases(changed, "declined", [])).toEqual([]);
  expect(toCases(questions.slice(1), "declined", [])[0]?.case).toEqual({ name: "ship mars", input: "ship mars", tags: ["from-life", "unanswered"], expect: { refusal: true } });
});
