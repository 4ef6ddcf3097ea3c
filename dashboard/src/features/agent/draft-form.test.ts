import { expect, it } from "vitest";
import { agent } from "~/testing/samples";
import { draftSchema, toForm, toUpdate } from "./draft-form";

it("comes back from the form unchanged", () => {
  const { draft, version } = agent();
  expect(toUpdate(toForm(agent()), version)).toEqual({ version, ...draft });
});

it("sends an emptied field as null and drops empty questions", () => {
  const form = { ...toForm(agent()), greeting: "", suggestions: [{ text: "" }, { text: "Why?" }] };
  expect(toUpdate(form, 1)).toMatchObject({ greeting: null, model: null, suggestions: ["Why?"] });
});

it.each([
  ["name", { name: " " }],
  ["greeting", { greeting: "x".repeat(1_001) }],
  ["retrieval.topK", { retrieval: { topK: 0, threshold: 0, mode: "hybrid", vectorWeight: 0.5, rerank: false } }],
  ["retrieval.topK", { retrieval: { topK: Number.NaN, threshold: 0, mode: "hybrid", vectorWeight: 0.5, rerank: false } }],
  ["retrieval.vectorWeight", { retrieval: { topK: 1, threshold: 0, mode: "hybrid", vectorWeight: -0.1, rerank: false } }],
  ["knowledge.chunkTokens", { knowledge: { chunkTokens: 39, overlapPercent: 15 } }],
  ["knowledge.overlapPercent", { knowledge: { chunkTokens: 220, overlapPercent: 51 } }],
  ["noEvidence.contact", { noEvidence: { policy: "contact", message: "", contact: " " } }],
  ["theme.color", { theme: { color: "red", scheme: "", position: "" } }],
  ["modelSettings.temperature", { modelSettings: { temperature: "3", maxTokens: "", reasoningEffort: "", fallbacks: "" } }],
  ["modelSettings.maxTokens", { modelSettings: { temperature: "", maxTokens: "1.5", reasoningEffort: "", fallbacks: "" } }],
  ["modelSettings.fallbacks", { modelSettings: { temperature: "", maxTokens: "", reasoningEffort: "", fallbacks: "a, b, c, d" } }],
  ["retrieval.threshold", { retrieval: { topK: 1, threshold: 1.1, mode: "hybrid", vectorWeight: 0.5, rerank: false } }],
])("refuses a bad %s", (path, over) => {
  const issues = draftSchema.safeParse({ ...toForm(agent()), ...over }).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
