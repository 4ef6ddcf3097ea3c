import type { ListConversationsData } from "@parlor/api-client";
import { z } from "zod";
import { startOfDay } from "~/lib/day";
import { given } from "~/lib/given";

type Query = NonNullable<ListConversationsData["query"]>;

const words = z.string().trim().min(1).max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What the inbox looks for, as its address says it; what cannot be read is no condition. */
export const filterSchema = z.object({
  text: words,
  visitor: words,
  agent: words,
  label: words,
  rating: z.enum(["up", "down"]).optional().catch(undefined),
  unanswered: z.literal(true).optional().catch(undefined),
  /** Days of the reader's own calendar, both included. */
  from: day,
  to: day,
});

export type Filter = z.infer<typeof filterSchema>;

/** The filter as the API takes it: days become moments. */
export function toQuery({ from, to, ...rest }: Filter): Query {
  return {
    ...given(rest),
    ...(from === undefined ? {} : { from: startOfDay(from).toISOString() }),
    ...(to === undefined ? {} : { until: startOfDay(to, 1).toISOString() }),
  };
}

/** Whether anything is looked for. */
export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** The address of the file with what the filter finds. */
export function exportAddress(filter: Filter, format: "csv" | "json"): string {
  const params = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(toQuery(filter))) params.set(name, String(value));
  return `/api/admin/conversations/export?${params.toString()}`;
}
