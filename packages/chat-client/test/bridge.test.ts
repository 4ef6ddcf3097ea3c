import { expect, test } from "vitest";

import { fromHost, fromPanel } from "../src/bridge";

const window = {};
const peer = { origin: "https://shop.example", window };
const shown = { parlor: 1, type: "shown", focus: true };

test("a message counts only from the exact origin and window", () => {
  expect(fromHost({ data: shown, origin: peer.origin, source: window }, peer)).toEqual(shown);
  for (const origin of ["https://shop.example.evil.test", "http://shop.example", "https://shop.example:8443", "null", ""]) {
    expect(fromHost({ data: shown, origin, source: window }, peer), origin).toBeUndefined();
  }
  expect(fromHost({ data: shown, origin: peer.origin, source: {} }, peer)).toBeUndefined();
  expect(fromHost({ data: shown, origin: peer.origin, source: null }, peer)).toBeUndefined();
});

test("what is no message of this direction is ignored", () => {
  const at = (data: unknown) => ({ data, origin: peer.origin, source: window });
  for (const data of [null, undefined, "shown", 1, [], {}, { type: "shown" }, { parlor: 2, type: "shown" }, { parlor: 1, type: "hello" }]) {
    expect(fromHost(at(data), peer), JSON.stringify(data)).toBeUndefined();
  }
  expect(fromPanel(at({ parlor: 1, type: "hello" }), peer)).toBeDefined();
  expect(fromPanel(at(shown), peer)).toBeUndefined();
});
