import { getGate, getResult, getRun, getSuite, getTrend, listCases, listConversationCases, listRuns, listSuites, listToLabel } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

/** Everything about evaluations hangs below this key: a run that goes on may change all of it. */
export const evalKeys = { all: ["evals"] as const };

export const suitesQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, agentId, "suites"],
    queryFn: ({ signal }) => body(listSuites({ path: { id: agentId }, signal, throwOnError: true })),
  });

export const suiteQuery = (id: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, "suite", id],
    queryFn: ({ signal }) => body(getSuite({ path: { id }, signal, throwOnError: true })),
  });

export const casesQuery = (suiteId: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, "suite", suiteId, "cases"],
    queryFn: ({ signal }) => body(listCases({ path: { id: suiteId }, signal, throwOnError: true })),
  });

/** What was made of a conversation. */
export const conversationCasesQuery = (id: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, "conversation", id],
    queryFn: ({ signal }) => body(listConversationCases({ path: { id }, signal, throwOnError: true })),
  });

export const runsQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, agentId, "runs"],
    queryFn: ({ signal }) => body(listRuns({ path: { id: agentId }, query: { limit: 30 }, signal, throwOnError: true })),
  });

export const trendQuery = (suiteId: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, "suite", suiteId, "trend"],
    queryFn: ({ signal }) => body(getTrend({ path: { id: suiteId }, signal, throwOnError: true })),
  });

/** What people are to label, and how far judges agree with them. */
export const labelsQuery = (suiteId: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, "suite", suiteId, "labels"],
    queryFn: ({ signal }) => body(listToLabel({ path: { id: suiteId }, signal, throwOnError: true })),
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, "run", id],
    queryFn: ({ signal }) => body(getRun({ path: { id }, signal, throwOnError: true })),
  });

export const resultQuery = (id: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, "result", id],
    queryFn: ({ signal }) => body(getResult({ path: { id }, signal, throwOnError: true })),
  });

export const gateQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, agentId, "gate"],
    queryFn: ({ signal }) => body(getGate({ path: { id: agentId }, signal, throwOnError: true })),
  });

/** `83 %`, never rounded up to a bar that was not reached. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-6)} %`;
}

/** `03:00 UTC`. */
export function hour(utc: number): string {
  return `${String(utc).padStart(2, "0")}:00 UTC`;
}
