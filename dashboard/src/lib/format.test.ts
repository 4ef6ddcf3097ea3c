import { describe, expect, it } from "vitest";
import { bytes, plural, timeAgo } from "./format";

describe("timeAgo", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  it.each([
    ["2026-11-23T11:59:30Z", "just now"],
    ["2026-11-23T11:58:10Z", "1 minute ago"],
    ["2026-11-23T09:00:00Z", "3 hours ago"],
    ["2026-11-22T11:00:00Z", "yesterday"],
    ["2026-09-01T12:00:00Z", "2 months ago"],
    ["2024-01-01T12:00:00Z", "2 years ago"],
  ])("%s is %s", (time, expected) => {
    expect(timeAgo(time, now)).toBe(expected);
  });
});

it("counts in words", () => {
  expect([plural(1, "document"), plural(0, "document"), plural(12_345, "passage")]).toEqual(["1 document", "0 documents", "12,345 passages"]);
});

it("sizes are binary", () => {
  expect([bytes(820), bytes(1_536), bytes(10 * 1_024 * 1_024)]).toEqual(["820 B", "1.5 KiB", "10.0 MiB"]);
});
