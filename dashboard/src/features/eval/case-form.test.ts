import { expect, it } from "vitest";
import { fromForm, isList, toForm } from "./case-form";

const CASE = {
  name: "price",
  input: "How much?",
  conversation: [{ user: "Hi" }],
  expect: { answer: "€32", facts: ["€32", "a day"], sources: ["Rental"], tools: [{ name: "calculate" }], refusal: false },
  checks: [{ length: { max: 80 } }],
  toolResults: [{ name: "get_order", result: 1 }],
  tags: ["rental"],
  weight: 2,
};

it("keeps all of a case that was only looked at", () => {
  expect(fromForm(toForm(CASE), CASE)).toEqual(CASE);
});

it("takes away what was emptied and keeps what has no field", () => {
  const form = { ...toForm(CASE), answer: " ", facts: "", refusal: "" as const, checks: "" };
  expect(fromForm(form, CASE)).toMatchObject({ expect: { facts: [], sources: ["Rental"], tools: [{ name: "calculate" }] }, checks: [], conversation: CASE.conversation, weight: 2 });
  expect(fromForm(form, CASE).expect).not.toHaveProperty("answer");
});

it("knows a list", () => {
  expect(["", "[]", '[{"lacks": "x"}]', "{}", "["].map(isList)).toEqual([true, true, true, false, false]);
});
