import { listAlerts } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

/** What nobody has dismissed yet, of every agent: few at any time, so one request serves all who show them. */
export const alertsQuery = queryOptions({
  queryKey: ["alerts"],
  queryFn: ({ signal }) => body(listAlerts({ query: { limit: 100 }, signal, throwOnError: true })),
});
