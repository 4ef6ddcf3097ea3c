import { expect, it } from "vitest";
import { byModel, everyDay, exportAddress, span, toQuery, totals } from "./insight";

const busy = { date: "2026-03-01", conversations: 2, questions: 5, unanswered: 1, ups: 1, downs: 2 };

it("is about the last 30 days unless told otherwise", () => {
  expect(span({}, "2026-03-30")).toEqual({ from: "2026-03-01", to: "2026-03-30" });
  expect(span({ from: "2026-01-01", to: "2026-01-02" }, "2026-03-30")).toEqual({ from: "2026-01-01", to: "2026-01-02" });
});

it("fills in days without a question, also across months and clock changes", () => {
  const days = everyDay([busy], { from: "2026-02-27", to: "2026-04-02" });
  expect(days).toHaveLength(35);
  expect(days.map(({ date }) => date).slice(0, 4)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
  expect(days[2]).toBe(busy);
  expect(totals(days)).toEqual({ conversations: 2, questions: 5, unanswered: 1, ups: 1, downs: 2 });
});

it("asks for whole days where the reader is", () => {
  const query = toQuery({ from: "2026-03-01", to: "2026-03-01" });
  expect(new Date(query.until ?? "").getTime() - new Date(query.from ?? "").getTime()).toBe(86_400_000);
  expect(query.offsetMinutes).toBe(-new Date(2026, 2, 1).getTimezoneOffset());
  expect(exportAddress({ agent: "agt_1", from: "2026-03-01", to: "2026-03-01" })).toContain("agent=agt_1&from=2026-0");
});

it("adds up each model, the dearest first", () => {
  const use = (day: string, model: string, costMicros: number) => ({ day, model, calls: 1, inputTokens: 10, outputTokens: 2, costMicros });
  expect(byModel([use("2026-03-01", "a", 1), use("2026-03-01", "b", 5), use("2026-03-02", "a", 2)])).toEqual([
    { model: "b", calls: 1, inputTokens: 10, outputTokens: 2, costMicros: 5 },
    { model: "a", calls: 2, inputTokens: 20, outputTokens: 4, costMicros: 3 },
  ]);
});
