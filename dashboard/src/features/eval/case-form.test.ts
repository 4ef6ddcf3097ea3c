import { expect, it } from "vitest";
import { EMPTY, fromForm, isList, isPositive, placeOf, toForm, toRows } from "./case-form";

const CASE = {
  name: "price",
  input: "How much?",
  conversation: [{ user: "Hi" }, { assistant: "Hello" }],
  expect: { answer: "€32", facts: ["€32", "a day"], sources: ["Rental"], tools: [{ name: "calculate" }], refusal: false },
  checks: [{ length: { max: 80 } }],
  toolResults: [{ name: "get_order", result: 1 }],
  tags: ["rental", "golden"],
  weight: 2,
};

it("keeps all of a case that was only looked at", () => {
  expect(fromForm(toForm(CASE), toRows(CASE))).toEqual(CASE);
});

it("takes away what was emptied", () => {
  const form = { ...toForm(CASE), answer: " ", facts: "", refusal: "" as const, tools: "", weight: "", tags: " , " };
  const changed = fromForm(form, { turns: [{ by: "user", text: " " }], checks: [] });
  expect(changed).toMatchObject({ conversation: [], expect: { facts: [], sources: ["Rental"] }, checks: [], tags: [] });
  expect(changed.expect).not.toHaveProperty("answer");
  expect(changed.expect).not.toHaveProperty("tools");
  expect(changed).not.toHaveProperty("weight");
});

it("writes what was added", () => {
  const form = { ...EMPTY, name: " a ", input: "x", repeat: "3", tools: '[{"name": "t"}]' };
  const rows = { turns: [{ by: "assistant" as const, text: "Hello" }], checks: [{ kind: "lacks", values: { "": "sorry" } }] };
  expect(fromForm(form, rows)).toMatchObject({ name: "a", repeat: 3, conversation: [{ assistant: "Hello" }], checks: [{ lacks: "sorry" }], expect: { tools: [{ name: "t" }] } });
});

it("knows a list and a number", () => {
  expect(["", "[]", '[{"lacks": "x"}]', "{}", "["].map(isList)).toEqual([true, true, true, false, false]);
  expect(["", "1", "0.5", "0", "-1", "x"].map(isPositive)).toEqual([true, true, true, false, false, false]);
});

it("finds the field that a refusal is about", () => {
  const messages = ["`input` must have 1 to 32000 characters", "`id` must have 1 to 120 characters", "`repeat` must be 1 to 100", "`correct`: needs an expected answer", "nothing is checked: give `expect` or `checks`"];
  expect(messages.map(placeOf)).toEqual(["input", "name", "repeat", "checks", "checks"]);
});
