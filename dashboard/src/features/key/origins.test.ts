import { describe, expect, it } from "vitest";
import { firstBadOrigin, normalizeOrigin, toOrigins } from "./origins";

describe("normalizeOrigin", () => {
  it.each([
    ["https://shop.example", "https://shop.example"],
    ["https://Shop.Example/cart?x=1", "https://shop.example"],
    ["shop.example", "https://shop.example"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["https://shop.example:443", "https://shop.example"],
  ])("%s becomes %s", (text, expected) => {
    expect(normalizeOrigin(text)).toBe(expected);
  });

  it.each(["*", "https://*.example", "ftp://shop.example", "javascript:alert(1)", "file:///etc/passwd", "https://user@shop.example", "not a host", "https://"])("refuses %s", (text) => {
    expect(normalizeOrigin(text)).toBeUndefined();
  });
});

it("takes lines and commas, and drops doubles", () => {
  expect(toOrigins("a.example, https://a.example/x\n\n http://b.example ")).toEqual(["https://a.example", "http://b.example"]);
});

it("names the entry that is wrong", () => {
  expect(firstBadOrigin("https://a.example\nftp://b.example")).toBe("ftp://b.example");
  expect(firstBadOrigin("https://a.example")).toBeUndefined();
});
