import type { QuestionGroup } from "@parlor/api-client";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { QuestionDialog } from "~/features/document/question-dialog";
import { count } from "~/lib/format";

const QuestionsDialog = lazy(() => import("~/features/eval/questions-dialog"));

/** Longest question that a written answer takes. */
const LONGEST = 300;

/** What nobody could answer, and the way to answer it: a question with its answer for one agent. */
export function Unanswered({ groups, agentId }: { groups: readonly QuestionGroup[]; agentId: string | undefined }) {
  const [answering, setAnswering] = useState<string>();
  const [testing, setTesting] = useState<QuestionGroup>();
  return (
    <Card>
      <CardHeader title="Unanswered questions">
        Asked in similar words, the most frequent first. {agentId === undefined ? "Choose an agent to write an answer." : "An answer settles all of its kind."}
      </CardHeader>
      {groups.length === 0 ? (
        <p className="border-t px-5 py-4 text-muted">None.</p>
      ) : (
        <ol className="divide-y border-t">
          {groups.map((group) => {
            const { question, count: asked, conversations: [latest] } = group;
            return (
            <li key={question} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-5 py-3">
              <span className="w-8 shrink-0 text-end font-medium tabular-nums">{count(asked)}</span>
              <span className="min-w-0 flex-1 basis-48 wrap-anywhere">{question}</span>
              {latest !== undefined && (
                <Link to="/dashboard/conversations/$id" params={{ id: latest }} className="shrink-0 rounded text-[0.8125rem] font-medium text-accent hover:underline">
                  Latest<span className="sr-only"> conversation about “{question}”</span>
                </Link>
              )}
              {agentId !== undefined && (
                <Button variant="secondary" size="sm" onClick={() => { setAnswering(question.slice(0, LONGEST)); }}>
                  Write the answer<span className="sr-only"> to “{question}”</span>
                </Button>
              )}
              {agentId !== undefined && (
                <Button variant="secondary" size="sm" onClick={() => { setTesting(group); }}>
                  Make test cases<span className="sr-only"> of “{question}”</span>
                </Button>
              )}
            </li>
            );
          })}
        </ol>
      )}
      {agentId !== undefined && testing !== undefined && (
        <Suspense>
          <QuestionsDialog agentId={agentId} wordings={testing.wordings} onClose={() => { setTesting(undefined); }} />
        </Suspense>
      )}
      {agentId !== undefined && answering !== undefined && <QuestionDialog agentId={agentId} question={answering} onClose={() => { setAnswering(undefined); }} />}
    </Card>
  );
}
