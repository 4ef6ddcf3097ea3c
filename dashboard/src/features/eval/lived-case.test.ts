import type { CitationBody, MessageBody } from "@parlor/api-client";
import { expect, it } from "vitest";
import { proposal, toCase } from "./lived-case";

const citation = (title: string): CitationBody => ({ marker: 1, documentId: "doc_1", chunkId: "chk_1", title, quote: "", passage: "", quoteStart: 0, quoteEnd: 0 });
const ANSWER: MessageBody = { id: "msg_2", role: "assistant", content: "30 days [1]", parts: [], citations: [citation("Returns"), citation("Returns")], outcome: "complete", createdAt: "2026-01-01T00:00:00Z" };

it("expects what an answer cites, and nothing of one that was not liked", () => {
  expect(proposal(ANSWER, "How long?")).toMatchObject({ name: "How long?", sources: "Returns", cites: false });
  const disliked: MessageBody = { ...ANSWER, feedback: { rating: "down" } };
  expect(proposal(disliked, "How long?")).toMatchObject({ sources: "", cites: true });
});

it("compares only with an answer that was written", () => {
  const form = proposal(ANSWER, "How long?");
  expect(toCase(form, "cht_1", "msg_2")).toEqual({ conversationId: "cht_1", messageId: "msg_2", name: "How long?", expect: { facts: [], sources: ["Returns"], refusal: false }, checks: [] });
  const written = { ...form, name: " ", answer: " 30 days. ", facts: "30\n\ndays", sources: "", correct: true, answers: false, cites: true };
  expect(toCase(written, "cht_1", "msg_2")).toEqual({
    conversationId: "cht_1",
    messageId: "msg_2",
    expect: { answer: "30 days.", facts: ["30", "days"], sources: [] },
    checks: [{ similar: { atLeast: 0.6 } }, { correct: {} }, { citesAny: [] }],
  });
});
