import { expect, it } from "vitest";
import { estimateTokens } from "./tokens";

it.each([
  ["", 0],
  ["You answer questions.", 6],
  ["東京都", 3],
  ["🙂🙂🙂🙂", 1],
])("%j is about %i tokens", (text, expected) => {
  expect(estimateTokens(text)).toBe(expected);
});
