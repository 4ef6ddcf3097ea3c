import { describe, expect, it } from "vitest";
import { tool } from "~/testing/samples";
import { asObject, fromTool, toRequest, type WebhookForm, webhookSchema } from "./webhook-form";

const filled: WebhookForm = { ...fromTool(), name: "get_order", description: "Looks up an order.", url: "https://shop.example/order" };

function problems(form: WebhookForm): string[] {
  return webhookSchema.safeParse(form).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

describe("webhookSchema", () => {
  it("accepts a filled form and one made from a stored tool", () => {
    expect(problems(filled)).toEqual([]);
    expect(problems(fromTool(tool()))).toEqual([]);
  });

  it.each<[string, Partial<WebhookForm>, string[]]>([
    ["a name that no model can write", { name: "get order" }, ["name"]],
    ["no description", { description: "  " }, ["description"]],
    ["an address that is none", { url: "shop.example" }, ["url"]],
    ["another kind of address", { url: "file:///etc/passwd" }, ["url"]],
    ["arguments that are no JSON", { parameters: "{" }, ["parameters"]],
    ["arguments that are no object", { parameters: "[]" }, ["parameters"]],
  ])("refuses %s", (_, change, expected) => {
    expect(problems({ ...filled, ...change })).toEqual(expected);
  });
});

describe("toRequest", () => {
  it("sends the schema as JSON", () => {
    expect(toRequest({ ...filled, parameters: '{"type":"object"}' })).toEqual({ ...filled, parameters: { type: "object" } });
  });
});

describe("asObject", () => {
  it("takes empty text for an empty object", () => {
    expect([asObject(" "), asObject("null"), asObject('{"a":1}')]).toEqual([{}, undefined, { a: 1 }]);
  });
});
