import type { CaseInput, SaidBody } from "@parlor/api-client";
import { type CheckRow, fromRow, toRow } from "./check-rows";
import { lines } from "./lines";

/** One message of the conversation before the question. */
export interface Turn {
  by: "user" | "assistant";
  text: string;
}

/** What the form edits: lists are lines, and what has no field of its own is JSON. */
export interface CaseForm {
  name: string;
  input: string;
  answer: string;
  facts: string;
  sources: string;
  refusal: "" | "true" | "false";
  tags: string;
  weight: string;
  repeat: string;
  tools: string;
  toolResults: string;
}

/** Parts that are lists of forms. */
export interface CaseRows {
  turns: readonly Turn[];
  checks: readonly CheckRow[];
}

export const EMPTY: CaseForm = { name: "", input: "", answer: "", facts: "", sources: "", refusal: "", tags: "", weight: "", repeat: "", tools: "", toolResults: "" };

const json = (value: readonly unknown[] | undefined) => (value === undefined || value.length === 0 ? "" : JSON.stringify(value, null, 2));
const numeral = (value: number | null | undefined) => (value == null ? "" : String(value));

export function toForm({ name, input, expect = {}, toolResults, tags, weight, repeat }: CaseInput): CaseForm {
  return {
    name,
    input,
    answer: expect.answer ?? "",
    facts: (expect.facts ?? []).join("\n"),
    sources: (expect.sources ?? []).join("\n"),
    refusal: expect.refusal == null ? "" : expect.refusal ? "true" : "false",
    tags: (tags ?? []).join(", "),
    weight: numeral(weight),
    repeat: numeral(repeat),
    tools: json(expect.tools),
    toolResults: json(toolResults),
  };
}

export function toRows({ conversation, checks }: CaseInput): CaseRows {
  return {
    turns: (conversation ?? []).map((said) => ("user" in said ? { by: "user", text: said.user } : { by: "assistant", text: said.assistant })),
    checks: (checks ?? []).map(toRow),
  };
}

/** The case that the form says. Throws a `SyntaxError` when a check or a list cannot be read. */
export function fromForm(form: CaseForm, { turns, checks }: CaseRows): CaseInput {
  const tools = list(form.tools);
  const said = ({ by, text }: Turn): SaidBody => (by === "user" ? { user: text } : { assistant: text });
  return {
    name: form.name.trim(),
    input: form.input,
    conversation: turns.filter(({ text }) => text.trim() !== "").map(said),
    expect: {
      ...(tools.length === 0 ? {} : { tools }),
      facts: lines(form.facts),
      sources: lines(form.sources),
      ...(form.answer.trim() === "" ? {} : { answer: form.answer.trim() }),
      ...(form.refusal === "" ? {} : { refusal: form.refusal === "true" }),
    },
    checks: checks.map(fromRow),
    toolResults: list(form.toolResults),
    tags: form.tags.split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""),
    ...(form.weight.trim() === "" ? {} : { weight: Number(form.weight) }),
    ...(form.repeat.trim() === "" ? {} : { repeat: Number(form.repeat) }),
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

/** Whether a field holds a number above nothing, or nothing. */
export const isPositive = (text: string) => text.trim() === "" || Number(text) > 0;

/** Where a refusal of the evaluator belongs: it names the field, or a check, in backticks. */
export function placeOf(message: string): "name" | "input" | "repeat" | "toolResults" | "checks" {
  const named = /`(\w+)`/.exec(message)?.[1];
  switch (named) {
    case "id":
    case "name":
      return "name";
    case "input":
    case "repeat":
    case "toolResults":
      return named;
    default:
      return "checks";
  }
}

function list(text: string): Record<string, unknown>[] {
  if (text.trim() === "") return [];
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new SyntaxError("not a list");
  return value as Record<string, unknown>[];
}
