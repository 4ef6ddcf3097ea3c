import type { ChangeBody } from "@parlor/api-client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { alertsQuery } from "~/features/alert/alert";
import { conversationKeys } from "~/features/conversation/conversation";
import { documentKeys } from "~/features/document/document";
import { evalKeys } from "~/features/eval/eval";
import { sourceKeys } from "~/features/source/source";

const ADDRESS = "/api/admin/events";
/** Lists are read again at most this often, however much changes, ms. */
const EVERY = 1_000;

/**
 * Keeps lists fresh while somebody looks at them: the server tells what changed, and what shows it is
 * read again. A hidden tab does not listen: browsers allow few connections, and nobody is looking.
 */
export function useLiveUpdates() {
  const queryClient = useQueryClient();
  useEffect(() => {
    const changed = gather((changes) => void refresh(queryClient, changes));
    let source: EventSource | undefined;
    let missed = false;
    const listen = () => {
      if (document.hidden) {
        source?.close();
        source = undefined;
        missed = true;
      } else if (source === undefined) {
        source = new EventSource(ADDRESS);
        source.onmessage = ({ data }: MessageEvent<string>) => {
          changed.add(JSON.parse(data) as ChangeBody);
        };
        if (missed) changed.add({ type: "missed" });
      }
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    return () => {
      document.removeEventListener("visibilitychange", listen);
      source?.close();
      changed.stop();
    };
  }, [queryClient]);
}

/** Calls `flush` with all changes of a moment at once. */
function gather(flush: (changes: readonly ChangeBody[]) => void) {
  let waiting: ChangeBody[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(change: ChangeBody) {
      waiting.push(change);
      timer ??= setTimeout(() => {
        const changes = waiting;
        waiting = [];
        timer = undefined;
        flush(changes);
      }, EVERY);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

/** Reads again what shows one of the changes. */
export async function refresh(queryClient: QueryClient, changes: readonly ChangeBody[]): Promise<void> {
  const missed = changes.some(({ type }) => type === "missed");
  const jobs: Promise<void>[] = [];
  if (missed || changes.some(({ type }) => type === "conversation")) {
    jobs.push(queryClient.invalidateQueries({ queryKey: conversationKeys.lists }));
    for (const change of changes) {
      if (change.type === "conversation") jobs.push(queryClient.invalidateQueries({ queryKey: conversationKeys.one(change.id) }));
    }
  }
  if (missed) jobs.push(queryClient.invalidateQueries({ queryKey: conversationKeys.ones }));
  if (missed || changes.some(({ type }) => type === "document")) {
    jobs.push(queryClient.invalidateQueries({ predicate: ({ queryKey }) => documentKeys.isList(queryKey) }));
  }
  for (const change of changes) {
    if (change.type === "source") jobs.push(queryClient.invalidateQueries({ queryKey: sourceKeys.one(change.id) }));
  }
  if (missed || changes.some(({ type }) => type === "source" || type === "document")) {
    jobs.push(queryClient.invalidateQueries({ predicate: ({ queryKey }) => sourceKeys.isList(queryKey) }));
  }
  if (missed || changes.some(({ type }) => type === "document")) {
    jobs.push(queryClient.invalidateQueries({ predicate: ({ queryKey }) => sourceKeys.isPages(queryKey) }));
  }
  if (missed || changes.some(({ type }) => type === "evaluation")) jobs.push(queryClient.invalidateQueries({ queryKey: evalKeys.all }));
  if (missed || changes.some(({ type }) => type === "alert")) jobs.push(queryClient.invalidateQueries({ queryKey: alertsQuery.queryKey }));
  await Promise.all(jobs);
}
