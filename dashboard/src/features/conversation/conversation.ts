import { getConversation, listConversations } from "@parlor/api-client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

const PAGE = 30;

export const conversationsQuery = infiniteQueryOptions({
  queryKey: ["conversations"],
  queryFn: ({ pageParam, signal }) =>
    body(listConversations({ query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal, throwOnError: true })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor ?? null,
});

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversations", "one", id],
    queryFn: ({ signal }) => body(getConversation({ path: { id }, signal, throwOnError: true })),
  });
