import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { Trash2Icon } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "~/components/page-header";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { accountQuery } from "~/features/account/account";
import { conversationQuery } from "~/features/conversation/conversation";
import { ConversationAside } from "~/features/conversation/conversation-aside";
import { EraseConversation } from "~/features/conversation/erase";
import { reaches } from "~/features/member/member";
import { Transcript } from "~/features/conversation/transcript";

export const Route = createFileRoute("/dashboard/conversations/$id")({
  loader: ({ context, params }) => context.queryClient.query({ ...conversationQuery(params.id), staleTime: "static" }),
  component: ConversationPage,
});

function ConversationPage() {
  const { id } = Route.useParams();
  const { data: conversation } = useSuspenseQuery(conversationQuery(id));
  const { data: account } = useSuspenseQuery(accountQuery);
  const [erasing, setErasing] = useState(false);
  const mayErase = reaches(account.member.role, "admin");
  return (
    <>
      <Link to="/dashboard/conversations" className="mb-2 inline-block rounded text-[0.8125rem] text-muted hover:text-ink">
        ← Conversations
      </Link>
      <PageHeader
        title={conversation.title ?? "Untitled"}
        action={
          <>
            {conversation.unanswered && <Badge tone="warn">Unanswered</Badge>}
            {mayErase && (
              <Button variant="danger-ghost" size="sm" onClick={() => { setErasing(true); }}>
                <Trash2Icon aria-hidden /> Erase…
              </Button>
            )}
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <Transcript conversation={conversation} />
        <ConversationAside conversation={conversation} />
      </div>
      {erasing && <EraseConversation id={id} onClose={() => { setErasing(false); }} />}
    </>
  );
}
