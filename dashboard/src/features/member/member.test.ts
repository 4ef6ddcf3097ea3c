import { expect, it } from "vitest";
import { account, member } from "~/testing/samples";
import { givable, mayChange, reaches } from "./member";

it("ranks roles as the server does", () => {
  expect(reaches("owner", "admin")).toBe(true);
  expect(reaches("member", "admin")).toBe(false);
  expect(givable("admin").map(({ value }) => value)).toEqual(["viewer", "member", "admin"]);
});

it.each([
  ["an admin changes a member", "admin", { role: "member" }, true],
  ["an admin changes another admin", "admin", { role: "admin" }, true],
  ["an admin does not change an owner", "admin", { role: "owner" }, false],
  ["a member changes nobody", "member", { role: "viewer" }, false],
  ["nobody changes themselves", "owner", { id: "mem_me", role: "owner" }, false],
] as const)("%s", (_, role, over, may) => {
  expect(mayChange(account({ role }), member(over))).toBe(may);
});
