import { expect, it } from "vitest";
import { merge } from "./merge";

const base = { name: "Ada", theme: { color: "", scheme: "auto" }, questions: ["a"] };

it("takes what only one side changed from that side, also inside of a field", () => {
  const mine = { ...base, theme: { color: "#111111", scheme: "auto" } };
  const theirs = { ...base, name: "Bea", theme: { color: "", scheme: "dark" } };
  expect(merge(base, mine, theirs, () => false)).toEqual({
    merged: { name: "Bea", theme: { color: "#111111", scheme: "dark" }, questions: ["a"] },
    clashes: [],
  });
});

it("names what both changed differently, and follows the choice field by field", () => {
  const mine = { ...base, name: "Mine", questions: ["a", "mine"] };
  const theirs = { ...base, name: "Theirs", questions: ["theirs"] };
  const { merged, clashes } = merge(base, mine, theirs, (field) => field === "questions");
  expect(merged).toMatchObject({ name: "Mine", questions: ["theirs"] });
  expect(clashes).toEqual([
    { field: "name", mine: "Mine", theirs: "Theirs" },
    { field: "questions", mine: ["a", "mine"], theirs: ["theirs"] },
  ]);
});

it("sees no clash where both did the same", () => {
  const both = { ...base, name: "Bea" };
  expect(merge(base, both, both, () => true)).toEqual({ merged: both, clashes: [] });
});
