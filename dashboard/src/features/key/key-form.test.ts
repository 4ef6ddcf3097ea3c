import { describe, expect, it } from "vitest";
import { EMPTY_KEY, type KeyForm, keySchema, toCreateKey } from "./key-form";

const page: KeyForm = { ...EMPTY_KEY, name: "Web", agentIds: ["agt_1"], allowedOrigins: "shop.example" };
const server: KeyForm = { ...EMPTY_KEY, name: "Back office", kind: "secret", scopes: ["chat"] };

function problems(form: KeyForm): string[] {
  return keySchema.safeParse(form).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

describe("keySchema", () => {
  it("accepts a page's key and a server's key", () => {
    expect(problems(page)).toEqual([]);
    expect(problems(server)).toEqual([]);
  });

  it.each<[string, KeyForm, string[]]>([
    ["a page's key without agents and websites", { ...page, agentIds: [], allowedOrigins: " " }, ["agentIds", "allowedOrigins"]],
    ["a website that is none", { ...page, allowedOrigins: "ftp://x" }, ["allowedOrigins"]],
    ["a server's key that may do nothing", { ...server, scopes: [] }, ["scopes"]],
    ["no name", { ...server, name: "  " }, ["name"]],
  ])("refuses %s", (_, form, expected) => {
    expect(problems(form)).toEqual(expected);
  });
});

describe("toCreateKey", () => {
  it("sends only what belongs to the kind", () => {
    expect(toCreateKey({ ...page, scopes: ["agents:write"] })).toEqual({ name: "Web", kind: "publishable", agentIds: ["agt_1"], allowedOrigins: ["https://shop.example"] });
    expect(toCreateKey({ ...server, allowedOrigins: "shop.example" })).toEqual({ name: "Back office", kind: "secret", scopes: ["chat"] });
  });
});
