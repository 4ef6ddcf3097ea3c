import { listMembers } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => body(listMembers({ signal, throwOnError: true })),
});
