import type { CaseInput, NewCase, WordingBody } from "@parlor/api-client";

/** What is expected of questions that nobody could answer. */
export type Expectation = "answered" | "declined";

/** A question that may become a case. */
export interface Proposed {
  chosen: boolean;
  input: string;
  conversationId: string;
}

export const proposed = (wordings: readonly WordingBody[]): Proposed[] =>
  wordings.map(({ question, conversationId }) => ({ chosen: true, input: question, conversationId }));

/** The chosen questions as cases, each with a name that the suite does not have. */
export function toCases(questions: readonly Proposed[], expectation: Expectation, taken: readonly string[]): NewCase[] {
  const names = new Set(taken);
  return questions.flatMap(({ chosen, input, conversationId }) => {
    if (!chosen || input.trim() === "") return [];
    const name = freeName(input.trim().slice(0, 100), names);
    names.add(name);
    return [{ conversationId, case: { name, input: input.trim(), tags: ["from-life", "unanswered"], ...expected(expectation) } }];
  });
}

function expected(expectation: Expectation): Pick<CaseInput, "expect" | "checks"> {
  return expectation === "answered" ? { expect: { refusal: false }, checks: [{ citesAny: [] }] } : { expect: { refusal: true } };
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let n = 2; taken.has(name); n += 1) name = `${base} ${String(n)}`;
  return name;
}
