import { dateTime, timeAgo } from "~/lib/format";

/** A moment as `3 hours ago`, with the full date for those who ask. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={dateTime(at)} className="whitespace-nowrap">
      {timeAgo(at)}
    </time>
  );
}
