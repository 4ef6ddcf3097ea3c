import { getSnapshot, listPages, listSnapshots, listSources, type SourceBody } from "@parlor/api-client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

const PAGE = 100;
/** How often a source that is being synchronized is asked about when no change is told, ms: a worker may run beside the server. */
const POLL = 5_000;

export const sourceKeys = {
  list: (agentId: string) => ["agents", "one", agentId, "sources"] as const,
  isList: (key: readonly unknown[]) => key[0] === "agents" && key[3] === "sources",
  one: (id: string) => ["sources", id] as const,
  isPages: (key: readonly unknown[]) => key[0] === "sources" && key[2] === "pages",
};

export const sourcesQuery = (agentId: string) =>
  queryOptions({
    queryKey: sourceKeys.list(agentId),
    queryFn: async ({ signal }) => (await body(listSources({ path: { id: agentId }, signal, throwOnError: true }))).sources,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL : false),
  });

export const pagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...sourceKeys.one(id), "pages"],
    queryFn: ({ pageParam, signal }) =>
      body(listPages({ path: { id }, query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal, throwOnError: true })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
  });

export const snapshotsQuery = (id: string) =>
  queryOptions({
    queryKey: [...sourceKeys.one(id), "snapshots"],
    queryFn: async ({ signal }) => (await body(listSnapshots({ path: { id }, signal, throwOnError: true }))).snapshots,
  });

export const differencesQuery = (id: string) =>
  queryOptions({
    queryKey: ["snapshots", id],
    queryFn: async ({ signal }) => (await body(getSnapshot({ path: { id }, signal, throwOnError: true }))).differences,
  });

/** Whether pages are still being fetched or read. */
export function isUnderWay({ status, pages }: Pick<SourceBody, "status" | "pages">): boolean {
  return status === "syncing" || pages.ready + pages.failed < pages.total;
}

/** An address without its protocol, for reading. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
