import type { LangfuseBody } from "@parlor/api-client";
import { describe, expect, it } from "vitest";
import { type ConnectionForm, connectionSchema, fromConnection, toConnection } from "./connection-form";

const STORED: LangfuseBody = {
  host: "https://langfuse.shop.example",
  publicKey: "pk-lf-1",
  hookUrl: "https://parlor.example/hooks/langfuse/org_1/agt_1",
  signed: true,
  prompt: { name: "greeter", label: "staging" },
  reportRuns: false,
  updatedAt: "2026-11-24T10:00:00Z",
};

function problems(change: Partial<ConnectionForm>, stored?: LangfuseBody): string[] {
  return connectionSchema(stored).safeParse({ ...fromConnection(stored), ...change }).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

describe("connectionSchema", () => {
  it.each<[string, Partial<ConnectionForm>, LangfuseBody | undefined, string[]]>([
    ["a new connection", { publicKey: "pk", secretKey: "sk" }, undefined, []],
    ["a new connection without keys", {}, undefined, ["publicKey", "secretKey"]],
    ["a new connection without a secret key", { publicKey: "pk" }, undefined, ["secretKey"]],
    ["a stored one as it is", {}, STORED, []],
    ["a stored one whose host got a slash", { host: "https://langfuse.shop.example/" }, STORED, []],
    ["another host with the secret key of the first", { host: "https://other.example" }, STORED, ["secretKey"]],
    ["another public key with the secret key of the first", { publicKey: "pk-lf-2" }, STORED, ["secretKey"]],
    ["another kind of address", { host: "ftp://langfuse.shop.example", secretKey: "sk" }, STORED, ["host"]],
    ["a label of no prompt", { prompt: { name: " ", label: "staging" } }, STORED, ["prompt.name"]],
  ])("judges %s", (_, change, stored, expected) => {
    expect(problems(change, stored)).toEqual(expected);
  });
});

describe("toConnection", () => {
  it("sends no secret that was left empty", () => {
    expect(toConnection(fromConnection(STORED))).toEqual({
      host: "https://langfuse.shop.example",
      publicKey: "pk-lf-1",
      prompt: { name: "greeter", label: "staging" },
      reportRuns: false,
    });
  });

  it("leaves the label to the server and the prompt out when they are empty", () => {
    expect(toConnection({ ...fromConnection(STORED), prompt: { name: "greeter", label: "" } }).prompt).toEqual({ name: "greeter" });
    expect(toConnection({ ...fromConnection(STORED), prompt: { name: "", label: "" } })).not.toHaveProperty("prompt");
  });

  it("forgets the webhook’s secret only when told to, and a new one wins", () => {
    expect(toConnection({ ...fromConnection(STORED), forgetHookSecret: true }).hookSecret).toBe("");
    expect(toConnection({ ...fromConnection(STORED), forgetHookSecret: true, hookSecret: "whsec" }).hookSecret).toBe("whsec");
  });
});
