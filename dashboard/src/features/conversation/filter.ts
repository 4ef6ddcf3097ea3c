import type { ListConversationsData } from "@parlor/api-client";
import { interval, readDay } from "~/lib/day";
import { exportOf } from "~/lib/export";
import { given } from "~/lib/given";

type Query = NonNullable<ListConversationsData["query"]>;

/** What the inbox looks for. */
export interface Filter {
  text?: string | undefined;
  visitor?: string | undefined;
  agent?: string | undefined;
  label?: string | undefined;
  rating?: "up" | "down" | undefined;
  unanswered?: true | undefined;
  /** Days of the reader's own calendar, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * Reads the inbox's address; what cannot be read is no condition. By hand: a page's address is read before its code is
 * loaded, and a library for it would be loaded with every page.
 */
export function readFilter(search: Record<string, unknown>): Filter {
  return given({
    text: words(search.text),
    visitor: words(search.visitor),
    agent: words(search.agent),
    label: words(search.label),
    rating: search.rating === "up" || search.rating === "down" ? search.rating : undefined,
    unanswered: search.unanswered === true ? (true as const) : undefined,
    from: readDay(search.from),
    to: readDay(search.to),
  });
}

/** A search for `89` comes out of the address as a number. */
function words(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  return text !== "" && text.length <= 200 ? text : undefined;
}

/** The filter as the API takes it: days become moments. */
export function toQuery({ from, to, ...rest }: Filter): Query {
  return {
    ...given(rest),
    ...interval(from, to),
  };
}

/** Whether anything is looked for. */
export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** The address of the file with what the filter finds. */
export function exportAddress(filter: Filter, format: "csv" | "json"): string {
  return exportOf("/api/admin/conversations", { format, ...toQuery(filter) });
}
