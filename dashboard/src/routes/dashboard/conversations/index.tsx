import { createFileRoute } from "@tanstack/react-router";
import { PageHeader } from "~/components/page-header";
import { ConversationList } from "~/features/conversation/conversation-list";

export const Route = createFileRoute("/dashboard/conversations/")({ component: ConversationsPage });

function ConversationsPage() {
  return (
    <>
      <PageHeader title="Conversations">What visitors asked, and what they were told.</PageHeader>
      <ConversationList />
    </>
  );
}
