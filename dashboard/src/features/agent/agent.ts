import { getAgent, listAgents, listVersions, listModels } from "@parlor/api-client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

const PAGE = 50;

/** Every read about agents hangs below this key, so that a write can refresh all of them. */
export const agentKeys = { all: ["agents"] as const, one: (id: string) => ["agents", "one", id] as const };

export const agentsQuery = infiniteQueryOptions({
  queryKey: [...agentKeys.all, "list"],
  queryFn: ({ pageParam, signal }) =>
    body(listAgents({ query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal, throwOnError: true })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor ?? null,
});

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: agentKeys.one(id),
    queryFn: ({ signal }) => body(getAgent({ path: { id }, signal, throwOnError: true })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...agentKeys.one(id), "versions"],
    queryFn: ({ signal }) => body(listVersions({ path: { id }, signal, throwOnError: true })),
  });

/** The models that the operator offers. */
export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => body(listModels({ signal, throwOnError: true })),
  staleTime: 5 * 60_000,
});
