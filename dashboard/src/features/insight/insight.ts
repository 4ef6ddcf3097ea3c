import { type DayBody, getReport, type GetReportData, getUsage, type UsageDayBody } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";
import { dayOf, interval, readDay, startOfDay } from "~/lib/day";
import { exportOf } from "~/lib/export";
import { given } from "~/lib/given";

type Query = NonNullable<GetReportData["query"]>;

/** Days in a report that nobody asked to be of another length. */
const USUAL = 30;
const DAY = 86_400_000;

/** What the report is about. */
export interface ReportFilter {
  agent?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Reads the page's address, by hand as the inbox's. */
export function readReportFilter(search: Record<string, unknown>): ReportFilter {
  const { agent } = search;
  return given({ agent: typeof agent === "string" && agent !== "" ? agent : undefined, from: readDay(search.from), to: readDay(search.to) });
}

/** The first and last day of the report, both included. */
export function span({ from, to }: ReportFilter, today = dayOf(new Date())): { from: string; to: string } {
  const last = to ?? today;
  return { from: from ?? dayOf(startOfDay(last, 1 - USUAL)), to: last };
}

export function toQuery(filter: ReportFilter): Query {
  const { from, to } = span(filter);
  return {
    ...(filter.agent === undefined ? {} : { agent: filter.agent }),
    ...interval(from, to),
    offsetMinutes: -startOfDay(from).getTimezoneOffset(),
  };
}

/** The live updates refresh what hangs below `conversations`: a report is about nothing else. */
export const reportQuery = (filter: ReportFilter) =>
  queryOptions({
    queryKey: ["conversations", "list", "report", filter],
    queryFn: ({ signal }) => body(getReport({ query: toQuery(filter), signal, throwOnError: true })),
  });

/** The address of the file with the report's days. */
export function exportAddress(filter: ReportFilter): string {
  return exportOf("/api/admin/analytics", toQuery(filter));
}

/** One entry for each day of the report: the server leaves out days without a question. */
export function everyDay(days: readonly DayBody[], { from, to }: { from: string; to: string }): DayBody[] {
  const known = new Map(days.map((one) => [one.date, one]));
  const length = Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY) + 1;
  return Array.from({ length: Math.max(length, 0) }, (_, n) => {
    const date = dayOf(startOfDay(from, n));
    return known.get(date) ?? { date, conversations: 0, questions: 0, unanswered: 0, ups: 0, downs: 0 };
  });
}

/** The report's days added up. */
export function totals(days: readonly DayBody[]): Omit<DayBody, "date"> {
  const sum = { conversations: 0, questions: 0, unanswered: 0, ups: 0, downs: 0 };
  for (const one of days) {
    sum.conversations += one.conversations;
    sum.questions += one.questions;
    sum.unanswered += one.unanswered;
    sum.ups += one.ups;
    sum.downs += one.downs;
  }
  return sum;
}

/** What models were used in the report's days, and what they cost; days here are those of the ledger, UTC. */
export const usageQuery = (filter: ReportFilter) =>
  queryOptions({
    queryKey: ["usage", span(filter)],
    queryFn: ({ signal }) => body(getUsage({ query: span(filter), signal, throwOnError: true })),
  });

export interface ModelUse {
  model: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
}

/** The use of each model over all days, the dearest first. */
export function byModel(days: readonly UsageDayBody[]): ModelUse[] {
  const models = new Map<string, ModelUse>();
  for (const { model, calls, inputTokens, outputTokens, costMicros } of days) {
    const sum = models.get(model) ?? { model, calls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 };
    models.set(model, {
      model,
      calls: sum.calls + calls,
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
      costMicros: sum.costMicros + costMicros,
    });
  }
  return [...models.values()].sort((a, b) => b.costMicros - a.costMicros || b.calls - a.calls);
}
