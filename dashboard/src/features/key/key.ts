import { listKeys } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => body(listKeys({ signal, throwOnError: true })),
});
