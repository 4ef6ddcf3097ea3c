import type { CaseInput } from "@parlor/api-client";

/** What the form edits: lists are lines, and what has no field of its own is JSON. */
export interface CaseForm {
  name: string;
  input: string;
  answer: string;
  facts: string;
  sources: string;
  refusal: "" | "true" | "false";
  checks: string;
  toolResults: string;
}

export const EMPTY: CaseForm = { name: "", input: "", answer: "", facts: "", sources: "", refusal: "", checks: "", toolResults: "" };

const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
const json = (value: readonly unknown[] | undefined) => (value === undefined || value.length === 0 ? "" : JSON.stringify(value, null, 2));

export function toForm({ name, input, expect = {}, checks, toolResults }: CaseInput): CaseForm {
  return {
    name,
    input,
    answer: expect.answer ?? "",
    facts: (expect.facts ?? []).join("\n"),
    sources: (expect.sources ?? []).join("\n"),
    refusal: expect.refusal == null ? "" : expect.refusal ? "true" : "false",
    checks: json(checks),
    toolResults: json(toolResults),
  };
}

/** The case with what the form says; what it does not show stays. Throws a `SyntaxError` when a list is no JSON. */
export function fromForm(form: CaseForm, before: CaseInput | undefined): CaseInput {
  return {
    ...before,
    name: form.name.trim(),
    input: form.input,
    expect: {
      ...(before?.expect?.tools === undefined ? {} : { tools: before.expect.tools }),
      facts: lines(form.facts),
      sources: lines(form.sources),
      ...(form.answer.trim() === "" ? {} : { answer: form.answer.trim() }),
      ...(form.refusal === "" ? {} : { refusal: form.refusal === "true" }),
    },
    checks: list(form.checks),
    toolResults: list(form.toolResults),
  };
}

/** Whether a field holds a JSON list, or nothing. */
export function isList(text: string): boolean {
  try {
    list(text);
    return true;
  } catch {
    return false;
  }
}

function list(text: string): Record<string, unknown>[] {
  if (text.trim() === "") return [];
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new SyntaxError("not a list");
  return value as Record<string, unknown>[];
}
