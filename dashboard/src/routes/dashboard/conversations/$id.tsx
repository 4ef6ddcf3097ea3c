import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { PageHeader } from "~/components/page-header";
import { conversationQuery } from "~/features/conversation/conversation";
import { Transcript } from "~/features/conversation/transcript";

export const Route = createFileRoute("/dashboard/conversations/$id")({
  loader: ({ context, params }) => context.queryClient.query({ ...conversationQuery(params.id), staleTime: "static" }),
  component: ConversationPage,
});

function ConversationPage() {
  const { id } = Route.useParams();
  const { data: conversation } = useSuspenseQuery(conversationQuery(id));
  return (
    <div className="mx-auto max-w-3xl">
      <Link to="/dashboard/conversations" className="mb-2 inline-block rounded text-[0.8125rem] text-muted hover:text-ink">
        ← Conversations
      </Link>
      <PageHeader title={conversation.title ?? "Untitled"} />
      <Transcript conversation={conversation} />
    </div>
  );
}
