import type { CaseFromMessage, MessageBody } from "@parlor/api-client";
import { lines } from "./lines";

/** What a member says of an answer that becomes a case. */
export interface LivedForm {
  name: string;
  answer: string;
  facts: string;
  sources: string;
  /** The expected answer: is the agent's close to it, does a model agree. */
  similar: boolean;
  correct: boolean;
  answers: boolean;
  cites: boolean;
}

export const isDisliked = (message: MessageBody) => message.feedback?.rating === "down";

/** What is expected unless the member says otherwise: what it cites, but never of an answer that the visitor did not like. */
export function proposal(message: MessageBody, question: string): LivedForm {
  const sources = isDisliked(message) ? [] : [...new Set(message.citations.map(({ title }) => title))];
  return { name: question.slice(0, 80).trim(), answer: "", facts: "", sources: sources.join("\n"), similar: true, correct: false, answers: true, cites: isDisliked(message) };
}

export function toCase(form: LivedForm, conversationId: string, messageId: string): CaseFromMessage {
  const answer = form.answer.trim();
  const sources = lines(form.sources);
  const compared = answer !== "";
  return {
    conversationId,
    messageId,
    ...(form.name.trim() === "" ? {} : { name: form.name.trim() }),
    expect: { facts: lines(form.facts), sources, ...(compared ? { answer } : {}), ...(form.answers ? { refusal: false } : {}) },
    checks: [
      ...(compared && form.similar ? [{ similar: { atLeast: 0.6 } }] : []),
      ...(compared && form.correct ? [{ correct: {} }] : []),
      ...(form.cites && sources.length === 0 ? [{ citesAny: [] }] : []),
    ],
  };
}
