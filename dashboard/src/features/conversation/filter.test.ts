import { expect, it } from "vitest";
import { exportAddress, isFiltered, readFilter, toQuery } from "./filter";

it("reads an address and drops what is no condition", () => {
  const read = readFilter({ text: " late ", rating: "meh", unanswered: true, from: "2026-13-01", to: "2026-11-24", other: 1 });
  expect(read).toEqual({ text: "late", unanswered: true, to: "2026-11-24" });
  expect(isFiltered(read)).toBe(true);
  expect(readFilter({ text: 89, agent: {}, label: "x".repeat(201) })).toEqual({ text: "89" });
  expect(isFiltered(readFilter({ label: "" }))).toBe(false);
});

it("takes whole days of the reader's calendar", () => {
  const query = toQuery({ from: "2026-02-28", to: "2026-02-28" });
  expect(new Date(query.from ?? "").getTime()).toBe(new Date(2026, 1, 28).getTime());
  expect(new Date(query.until ?? "").getTime()).toBe(new Date(2026, 2, 1).getTime());
});

it("exports what is shown", () => {
  expect(exportAddress({ text: "a & b", unanswered: true }, "csv")).toBe("/api/admin/conversations/export?format=csv&text=a+%26+b&unanswered=true");
});
