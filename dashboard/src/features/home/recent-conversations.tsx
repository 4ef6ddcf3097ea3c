import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Time } from "~/components/time";
import { Card, CardHeader } from "~/components/ui/card";
import { conversationsQuery } from "~/features/conversation/conversation";

const SHOWN = 5;

/** The last few conversations, as a way in. */
export function RecentConversations() {
  const { data } = useInfiniteQuery(conversationsQuery());
  const recent = data?.pages[0]?.conversations.slice(0, SHOWN) ?? [];
  if (recent.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Recent conversations"
        action={
          <Link to="/dashboard/conversations" className="rounded text-[0.8125rem] text-muted hover:text-ink">
            See all
          </Link>
        }
      />
      <ul className="divide-y border-t">
        {recent.map((one) => (
          <li key={one.id}>
            <Link
              to="/dashboard/conversations/$id"
              params={{ id: one.id }}
              className="flex items-baseline justify-between gap-4 px-5 py-3 transition-colors hover:bg-sunken/50 focus-visible:-outline-offset-2"
            >
              <span className="min-w-0 truncate">{one.title ?? "Untitled"}</span>
              <span className="text-[0.8125rem] text-muted">
                <Time at={one.updatedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
