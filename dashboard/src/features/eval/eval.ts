import { getGate, getResult, getRun, getSuite, listCases, listRuns, listSuites } from "@parlor/api-client";
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

export const runsQuery = (agentId: string) =>
  queryOptions({
    queryKey: [...evalKeys.all, agentId, "runs"],
    queryFn: ({ signal }) => body(listRuns({ path: { id: agentId }, query: { limit: 30 }, signal, throwOnError: true })),
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
