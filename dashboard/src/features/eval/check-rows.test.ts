import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CHECK_KINDS } from "./check-kinds";
import { AS_JSON, fromRow, toRow } from "./check-rows";

const CHECKS = [
  { contains: "30 days" },
  { containsAny: ["a", "b"] },
  { citesAny: [] },
  { refuses: false },
  { length: { max: 60, unit: "words" } },
  { retrieves: { sources: ["Returns"], recall: 0.5 } },
  { correct: {} },
  { rubric: { rubric: "Greets.", atLeast: 0.5, votes: 3 } },
  { similar: { atLeast: 0.6 } },
  { toolCalled: { name: "get_order", arguments: { id: { equals: "A7" } }, times: 1 } },
  { jsonPath: { path: "$.a", equals: { b: [1, "x"] } } },
  { jsonPath: { path: "$.a", equals: "text" } },
  { jsonSchema: { type: "object" } },
  { latency: { firstMs: 500 } },
  { number: { value: -1.5, tolerance: 0 } },
];

it.each(CHECKS)("keeps %j that was only looked at, in its form", (check) => {
  const row = toRow(check);
  expect(row.kind).toBe(Object.keys(check)[0]);
  expect(fromRow(row)).toEqual(check);
});

it("shows as JSON what a form would lose", () => {
  for (const check of [{ guess: 1 }, { contains: 7 }, { length: { max: 1, extra: true } }, { contains: "a", lacks: "b" }, { contains: " a " , exact: "x" }]) {
    const row = toRow(check);
    expect(row.kind).toBe(AS_JSON);
    expect(fromRow(row)).toEqual(check);
  }
});

it("says which field is wrong", () => {
  expect(() => fromRow({ kind: "number", values: { value: "ten" } })).toThrow("“Number” is no number.");
  expect(() => fromRow({ kind: "contains", values: {} })).toThrow("“Words” is missing.");
  expect(() => fromRow({ kind: "toolOrder", values: { "": " \n" } })).toThrow("missing");
  expect(() => fromRow({ kind: "jsonSchema", values: { "": "{" } })).toThrow("“JSON Schema” is no JSON.");
  expect(() => fromRow({ kind: AS_JSON, values: { "": "[]" } })).toThrow("one key");
});

it("has a form for every kind that suite files know", () => {
  const file = readFileSync(new URL("../../../../evals/suite.schema.json", import.meta.url), "utf8");
  const schema = JSON.parse(file) as { $defs: { Check: { oneOf: { required: string[] }[] } } };
  const known = schema.$defs.Check.oneOf.flatMap(({ required }) => required);
  expect(CHECK_KINDS.map(({ kind }) => kind).toSorted()).toEqual(known.toSorted());
});
