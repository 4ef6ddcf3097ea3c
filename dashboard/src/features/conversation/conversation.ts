import { getConversation, type ListConversationsData, listConversations, listLabels } from "@parlor/api-client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";
import { type Filter, toQuery } from "./filter";

const PAGE = 50;

export const conversationKeys = {
  all: ["conversations"] as const,
  lists: ["conversations", "list"] as const,
  ones: ["conversations", "one"] as const,
  one: (id: string) => ["conversations", "one", id] as const,
};

/** The inbox, newest first. A search may answer an empty page and still go on. */
export const conversationsQuery = (filter: Filter = {}) =>
  infiniteQueryOptions({
    queryKey: [...conversationKeys.lists, filter],
    queryFn: ({ pageParam, signal }) => {
      const query: ListConversationsData["query"] = { ...toQuery(filter), limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return body(listConversations({ query, signal, throwOnError: true }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: conversationKeys.one(id),
    queryFn: ({ signal }) => body(getConversation({ path: { id }, signal, throwOnError: true })),
  });

/** The labels in use. */
export const labelsQuery = queryOptions({
  queryKey: [...conversationKeys.all, "labels"],
  queryFn: ({ signal }) => body(listLabels({ signal, throwOnError: true })),
});
