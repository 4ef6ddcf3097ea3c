import { describe, expect, it } from "vitest";
import { fromServer, serverSchema, toHeaders } from "./server-form";

const filled = { name: "Shop", url: "https://mcp.shop.example/mcp", headers: "" };

function problems(change: Partial<typeof filled>): string[] {
  return serverSchema.safeParse({ ...filled, ...change }).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

describe("serverSchema", () => {
  it.each<[string, Partial<typeof filled>, string[]]>([
    ["a filled form", {}, []],
    ["headers, one a line", { headers: "Authorization: Bearer a:b\n\n X-Team: 7 \nx-kept" }, []],
    ["no name", { name: " " }, ["name"]],
    ["another kind of address", { url: "file:///etc/passwd" }, ["url"]],
    ["a header without a name", { headers: ": x" }, ["headers"]],
    ["a header whose name has a space", { headers: "My key: x" }, ["headers"]],
  ])("judges %s", (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });
});

describe("toHeaders", () => {
  it("cuts at the first colon and keeps what has no value", () => {
    expect(toHeaders("Authorization: Bearer a:b\n\n x-kept \nX-Empty:")).toEqual({ Authorization: "Bearer a:b", "x-kept": null, "X-Empty": "" });
  });

  it("starts with the names of what is stored", () => {
    expect(toHeaders(fromServer().headers)).toEqual({});
  });
});
