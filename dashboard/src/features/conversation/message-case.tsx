import type { MessageBody, Transcript } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FlaskConicalIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "~/components/ui/button";
import { accountQuery } from "~/features/account/account";
import { conversationCasesQuery } from "~/features/eval/eval";

const LivedCaseDialog = lazy(() => import("~/features/eval/lived-case-dialog"));

/** The cases that were made of an answer, and the way to make one. */
export function MessageCase({ conversation, message, question }: { conversation: Transcript; message: MessageBody; question: string }) {
  const role = useQuery(accountQuery).data?.member.role;
  const cases = useQuery(conversationCasesQuery(conversation.id)).data?.cases ?? [];
  const [saving, setSaving] = useState(false);
  const made = cases.filter(({ origin }) => origin?.messageId === message.id);
  const mayWrite = role !== undefined && role !== "viewer";
  if (made.length === 0 && !mayWrite) return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem]">
      {made.map(({ id, suiteId, case: { name } }) => (
        <Link key={id} to="/dashboard/agents/$id/evals/suites/$suiteId" params={{ id: conversation.agentId, suiteId }} className="inline-flex items-center gap-1.5 rounded font-medium text-accent hover:underline">
          <FlaskConicalIcon aria-hidden className="size-3.5" /> <span className="sr-only">Test case</span> {name}
        </Link>
      ))}
      {mayWrite && (
        <Button variant="ghost" size="sm" className="-ms-2 text-muted" onClick={() => { setSaving(true); }}>
          <FlaskConicalIcon aria-hidden /> Save as test case
        </Button>
      )}
      {saving && (
        <Suspense>
          <LivedCaseDialog agentId={conversation.agentId} conversationId={conversation.id} message={message} question={question} onClose={() => { setSaving(false); }} />
        </Suspense>
      )}
    </div>
  );
}
