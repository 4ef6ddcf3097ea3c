import { expect, it } from "vitest";
import { PLACES, sequences } from "./commands";

const KNOWN = PLACES.map(({ keys }) => keys);

it.each([
  ["two keys one after the other", [["g", 0], ["a", 500]], "g a"],
  ["one key alone", [["n", 0]], "n"],
  ["nothing when the second key comes late", [["g", 0], ["a", 1_500]], undefined],
  ["the last two keys, whatever came before", [["x", 0], ["g", 10], ["c", 20]], "g c"],
  ["nothing twice from one sequence", [["g", 0], ["a", 10], ["a", 20]], undefined],
] as const)("takes %s", (_, presses, expected) => {
  const read = sequences(KNOWN);
  expect(presses.map(([key, at]) => read(key, at)).at(-1)).toBe(expected);
});

it("has each sequence once", () => {
  expect(new Set(KNOWN).size).toBe(KNOWN.length);
});
