import { expect, it } from "vitest";
import { differences, exportAddress } from "./audit";

it("names only the fields that changed", () => {
  const before = { name: "Ada", retrieval: { topK: 6, mode: "hybrid" }, greeting: null };
  const after = { name: "Ada", retrieval: { topK: 3, mode: "hybrid" }, greeting: "Hi" };
  expect(differences(before, after)).toEqual([
    { field: "retrieval.topK", before: "6", after: "3" },
    { field: "greeting", before: "", after: "Hi" },
  ]);
});

it("shows what is new and what is gone as a whole", () => {
  expect(differences(null, { name: "Web", scopes: ["chat"] })).toEqual([
    { field: "name", before: "", after: "Web" },
    { field: "scopes", before: "", after: '["chat"]' },
  ]);
  expect(differences({ name: "Web" }, undefined)).toEqual([{ field: "name", before: "Web", after: "" }]);
});

it("exports what is shown", () => {
  expect(exportAddress({ action: "agent" })).toBe("/api/admin/audit-log/export?action=agent");
});
