import { expect, it } from "vitest";
import { timeLeft } from "./time-left";

const startedAt = "2026-01-01T00:00:00Z";
const after = (seconds: number) => Date.parse(startedAt) + seconds * 1_000;

it("goes on as before", () => {
  expect(timeLeft({ startedAt, done: 5, total: 10 }, after(20))).toBe("about 20 s");
  expect(timeLeft({ startedAt, done: 1, total: 10 }, after(20))).toBe("about 3 min");
  expect(timeLeft({ startedAt, done: 10, total: 10 }, after(20))).toBe("about 0 s");
});

it("says nothing when nothing is known", () => {
  expect(timeLeft({ startedAt, done: 0, total: 10 }, after(20))).toBeUndefined();
  expect(timeLeft({ startedAt: null, done: 0, total: 0 }, after(20))).toBeUndefined();
});
