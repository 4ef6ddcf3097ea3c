import type { DocumentBody, QuestionBody } from "@parlor/api-client";
import { client } from "@parlor/api-client/client";

/** Gives an agent a question with its answer: the same route that takes files, with JSON in place of a form. */
export function addQuestion(agentId: string, question: QuestionBody): Promise<{ data: DocumentBody }> {
  return client.post<{ 202: DocumentBody }, unknown, true>({
    url: "/api/admin/agents/{id}/documents",
    path: { id: agentId },
    headers: { "Content-Type": "application/json" },
    body: question,
    throwOnError: true,
  });
}
