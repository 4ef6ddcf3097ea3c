import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MessagesSquareIcon } from "lucide-react";
import { Time } from "~/components/time";
import { buttonStyle } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { MoreButton } from "~/components/ui/more-button";
import { SkeletonRows } from "~/components/ui/skeleton";
import { agentsQuery } from "~/features/agent/agent";
import { conversationsQuery } from "./conversation";

/** What visitors talked about, newest first. */
export function ConversationList() {
  const list = useInfiniteQuery(conversationsQuery);
  const agents = useInfiniteQuery(agentsQuery).data?.pages.flatMap((page) => page.agents) ?? [];
  if (list.isPending) return <Card><SkeletonRows rows={5} /></Card>;
  if (list.isError) return <LoadError query={list} />;
  const conversations = list.data.pages.flatMap((page) => page.conversations);
  if (conversations.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<MessagesSquareIcon />}
          title="No conversations yet"
          action={
            <Link to="/dashboard/agents" className={buttonStyle({ variant: "secondary" })}>
              Embed an agent
            </Link>
          }
        >
          They appear here as soon as somebody writes to one of your agents.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <ul className="divide-y">
        {conversations.map((one) => (
          <li key={one.id}>
            <Link
              to="/dashboard/conversations/$id"
              params={{ id: one.id }}
              className="flex items-baseline justify-between gap-4 px-5 py-3.5 transition-colors hover:bg-sunken/50 focus-visible:-outline-offset-2"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{one.title ?? "Untitled"}</span>
                <span className="block truncate text-[0.8125rem] text-muted">{agents.find(({ id }) => id === one.agentId)?.name ?? "A deleted agent"}</span>
              </span>
              <span className="text-[0.8125rem] text-muted">
                <Time at={one.updatedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <MoreButton query={list} />
    </Card>
  );
}
