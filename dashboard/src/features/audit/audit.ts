import { type ListChangesData, listChanges } from "@parlor/api-client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";
import { readDay, startOfDay } from "~/lib/day";
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
    ...(from === undefined ? {} : { from: startOfDay(from).toISOString() }),
    ...(to === undefined ? {} : { until: startOfDay(to, 1).toISOString() }),
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
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(toQuery(filter))) params.set(name, String(value));
  return `/api/admin/audit-log/export?${params.toString()}`;
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

/** The fields that a change touched, each with how it was and how it is. */
export function differences(before: unknown, after: unknown): { field: string; before: string; after: string }[] {
  const [old, fresh] = [flat(before), flat(after)];
  const fields = [...new Set([...old.keys(), ...fresh.keys()])];
  return fields
    .map((field) => ({ field, before: old.get(field) ?? "", after: fresh.get(field) ?? "" }))
    .filter((one) => one.before !== one.after);
}

/** Every leaf of a value by its path. */
function flat(value: unknown, path = ""): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) return new Map([[path === "" ? "value" : path, typeof value === "string" ? value : JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...flat(inner, path === "" ? name : `${path}.${name}`)]));
}
