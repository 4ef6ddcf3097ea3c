import type { SuiteBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Time } from "~/components/time";
import { Card, CardHeader } from "~/components/ui/card";
import { percent, runsQuery } from "./eval";
import { runTarget } from "./run-list";

/** The share of cases that passed, run by run. */
export function SuiteTrend({ suite }: { suite: SuiteBody }) {
  const runs = useQuery(runsQuery(suite.agentId)).data?.runs ?? [];
  const ended = runs.flatMap((run) => {
    const mine = run.suites.find(({ suiteId }) => suiteId === suite.id);
    return mine?.share == null ? [] : [{ run, share: mine.share, passed: mine.passed === true }];
  });
  if (ended.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Trend">Share of cases that passed, newest first.</CardHeader>
      <ol className="divide-y border-t">
        {ended.map(({ run, share, passed }) => (
          <li key={run.id}>
            <Link to="/dashboard/agents/$id/evals/runs/$runId" params={{ id: suite.agentId, runId: run.id }} className="grid grid-cols-[minmax(0,1fr)_5rem_3.5rem] items-center gap-3 px-5 py-2.5 text-[0.8125rem] hover:bg-sunken/60 sm:grid-cols-[minmax(0,1fr)_10rem_3.5rem]">
              <span className="truncate text-muted">
                {runTarget(run)} · <Time at={run.createdAt} />
              </span>
              <meter aria-label="Passed" min={0} max={1} value={share} className="h-2 w-full" />
              <span className={passed ? "text-end tabular-nums" : "text-end font-medium text-danger tabular-nums"}>{percent(share)}</span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
