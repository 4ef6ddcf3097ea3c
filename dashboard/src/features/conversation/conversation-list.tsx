import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { MessagesSquareIcon, SearchXIcon } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { buttonStyle } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { agentsQuery } from "~/features/agent/agent";
import { conversationsQuery } from "./conversation";
import { ConversationRow, ROW } from "./conversation-row";
import { type Filter, isFiltered } from "./filter";

/** What visitors talked about, newest first; only the rows in sight are in the document, however many there are. */
export function ConversationList({ filter }: { filter: Filter }) {
  const list = useInfiniteQuery(conversationsQuery(filter));
  const agents = useInfiniteQuery(agentsQuery).data?.pages.flatMap((page) => page.agents) ?? [];
  const conversations = list.data?.pages.flatMap((page) => page.conversations) ?? [];
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;

  const frame = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    setTop(frame.current?.offsetTop ?? 0);
  }, [list.isPending]);
  const rows = useWindowVirtualizer({ count: conversations.length, estimateSize: () => ROW, overscan: 8, scrollMargin: top });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? -1;

  // A search may find nothing for a while; it goes on by itself until the screen is full or everything was looked at.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && last >= conversations.length - 1) void fetchNextPage();
  }, [last, conversations.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  if (list.isPending) return <Card><SkeletonRows rows={6} /></Card>;
  if (list.isError && conversations.length === 0) return <LoadError query={list} />;
  if (conversations.length === 0 && !hasNextPage) return <Nothing isSearch={isFiltered(filter)} />;
  return (
    <Card>
      <ol ref={frame} aria-label="Conversations" className="relative" style={{ height: rows.getTotalSize() }}>
        {seen.map(({ index, start }) => {
          const one = conversations[index];
          if (one === undefined) return null;
          return (
            <li key={one.id} aria-posinset={index + 1} aria-setsize={hasNextPage ? -1 : conversations.length} className="absolute inset-x-0 border-b last:border-b-0" style={{ top: start - top, height: ROW }}>
              <ConversationRow conversation={one} agent={agents.find(({ id }) => id === one.agentId)?.name ?? "A deleted agent"} />
            </li>
          );
        })}
      </ol>
      {hasNextPage && (
        <p role="status" className="px-5 py-4 text-center text-[0.8125rem] text-muted">
          {conversations.length === 0 ? "Searching older conversations…" : "Loading more…"}
        </p>
      )}
    </Card>
  );
}

function Nothing({ isSearch }: { isSearch: boolean }) {
  if (isSearch) {
    return (
      <Card>
        <EmptyState icon={<SearchXIcon />} title="Nothing found" action={<Link to="/dashboard/conversations" className={buttonStyle({ variant: "secondary" })}>Show all conversations</Link>}>
          No conversation meets all of these conditions.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        icon={<MessagesSquareIcon />}
        title="No conversations yet"
        action={<Link to="/dashboard/agents" className={buttonStyle({ variant: "secondary" })}>Embed an agent</Link>}
      >
        They appear here as soon as somebody writes to one of your agents.
      </EmptyState>
    </Card>
  );
}
