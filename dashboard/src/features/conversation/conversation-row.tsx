import type { ConversationBody } from "@parlor/api-client";
import { Link } from "@tanstack/react-router";
import { ThumbsDownIcon, ThumbsUpIcon } from "lucide-react";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { visitorName } from "./visitor";

/** Height of a row, px: fixed, so that nothing moves while rows come and go. */
export const ROW = 68;
/** Labels shown in a row; the rest are counted. */
const LABELS = 2;

/** A conversation in the inbox: what it is about, who writes, and what came of it. */
export function ConversationRow({ conversation: one, agent }: { conversation: ConversationBody; agent: string }) {
  const more = one.labels.length - LABELS;
  return (
    <Link
      to="/dashboard/conversations/$id"
      params={{ id: one.id }}
      className="flex h-full items-center justify-between gap-4 px-5 transition-colors hover:bg-sunken/50 focus-visible:-outline-offset-2"
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{one.title ?? "Untitled"}</span>
        <span className="block truncate text-[0.8125rem] text-muted">
          {visitorName(one.visitor)} · {agent}
        </span>
      </span>
      <span className="flex shrink-0 items-center gap-2 text-[0.8125rem] text-muted">
        <span className="flex gap-1.5 max-sm:hidden">
          {one.labels.slice(0, LABELS).map((label) => <Badge key={label}>{label}</Badge>)}
          {more > 0 && <Badge>+{more}</Badge>}
        </span>
        {one.unanswered && <Badge tone="warn">Unanswered</Badge>}
        {one.downs > 0 && <ThumbsDownIcon className="size-4 text-danger" aria-label="An answer was not helpful" />}
        {one.ups > 0 && <ThumbsUpIcon className="size-4 text-accent" aria-label="An answer was helpful" />}
        <Time at={one.updatedAt} />
      </span>
    </Link>
  );
}
