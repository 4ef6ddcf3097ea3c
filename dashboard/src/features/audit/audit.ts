import { type ListChangesData, listChanges } from "@parlor/api-client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";
import { interval, readDay } from "~/lib/day";
import { exportOf } from "~/lib/export";
import { given } from "~/lib/given";

type Query = NonNullable<ListChangesData["query"]>;

const PAGE = 50;

/** Which changes are shown. */
export interface AuditFilter {
  action?: string | undefined;
  actor?: string | undefined;
  /** Days of the reader's own calendar, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Reads the page's address, by hand as the inbox's. */
export function readAuditFilter(search: Record<string, unknown>): AuditFilter {
  return given({ action: word(search.action), actor: word(search.actor), from: readDay(search.from), to: readDay(search.to) });
}

function word(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= 100 ? value : undefined;
}

function toQuery({ from, to, ...rest }: AuditFilter): Query {
  return {
    ...given(rest),
    ...interval(from, to),
  };
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) =>
      body(listChanges({ query: { ...toQuery(filter), limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal, throwOnError: true })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    staleTime: 0,
  });

/** The address of the file with what the filter finds. */
export function exportAddress(filter: AuditFilter): string {
  return exportOf("/api/admin/audit-log", toQuery(filter));
}

/** What is changed, by the beginning of its actions. */
export const NOUNS = [
  ["agent", "Agents"],
  ["document", "Documents"],
  ["tool", "Tools"],
  ["conversation", "Conversations"],
  ["note", "Notes"],
  ["key", "API keys"],
  ["member", "Members"],
  ["invitation", "Invitations"],
  ["account", "Accounts"],
  ["organization", "Organization"],
] as const;
