import { type DocumentBody, listChunks, listDocuments } from "@parlor/api-client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

const PAGE = 100;
/** How often a document that is being processed is asked about when no change is told, ms: a worker may run beside the server. */
const POLL = 5_000;

export const documentKeys = {
  list: (agentId: string) => ["agents", "one", agentId, "documents"] as const,
  isList: (key: readonly unknown[]) => key[0] === "agents" && key[3] === "documents",
};

export const documentsQuery = (agentId: string) =>
  infiniteQueryOptions({
    queryKey: documentKeys.list(agentId),
    queryFn: ({ pageParam, signal }) =>
      body(
        listDocuments({
          path: { id: agentId },
          query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
          signal,
          throwOnError: true,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ documents }) => documents.some(isProcessing)) ? POLL : false),
  });

export const chunksQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["documents", id, "chunks"],
    queryFn: ({ pageParam, signal }) =>
      body(listChunks({ path: { id }, query: { limit: PAGE, from: pageParam }, signal, throwOnError: true })),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextFrom ?? null,
  });

/** Whether a worker still has something to do for it. */
export function isProcessing({ status }: Pick<DocumentBody, "status">): boolean {
  return status !== "ready" && status !== "failed";
}
