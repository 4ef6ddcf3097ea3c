import { type EvalRunBody, startRun } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Time } from "~/components/time";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { evalKeys, percent, runsQuery, suitesQuery } from "./eval";
import { RunBadge } from "./states";

/** The latest runs, and a new one. */
export function RunList({ agentId }: { agentId: string }) {
  const query = useQuery(runsQuery(agentId));
  const hasCases = useQuery(suitesQuery(agentId)).data?.suites.some(({ caseCount }) => caseCount > 0) ?? false;
  if (query.isPending) return <Card><SkeletonRows /></Card>;
  if (query.isError) return <LoadError query={query} />;
  const runs = query.data.runs;
  return (
    <Card>
      <CardHeader title="Runs" action={<StartRun agentId={agentId} disabled={!hasCases} />}>
        {runs.length === 0 ? "Nothing was run yet." : "Newest first. A run keeps the draft and the cases as they were."}
      </CardHeader>
      {runs.length > 0 && (
        <ol className="divide-y border-t">
          {runs.map((run) => (
            <li key={run.id}>
              <RunRow run={run} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** Who was asked, in words. */
export function runTarget(run: EvalRunBody): string {
  if (run.draftVersion == null) return `Version ${run.publishedVersion ?? ""}`;
  return run.publishedVersion == null ? "Draft" : `Draft, now version ${run.publishedVersion}`;
}

function RunRow({ run }: { run: EvalRunBody }) {
  return (
    <Link to="/dashboard/agents/$id/evals/runs/$runId" params={{ id: run.agentId, runId: run.id }} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3.5 hover:bg-sunken/60">
      <span className="min-w-0">
        <span className="block truncate font-medium">{runTarget(run)}</span>
        <span className="block truncate text-[0.8125rem] text-muted">
          <Time at={run.createdAt} />
          {run.suites.map(({ name, share }) => ` · ${name}${share == null ? "" : ` ${percent(share)}`}`).join("")}
        </span>
      </span>
      <RunBadge run={run} />
    </Link>
  );
}

function StartRun({ agentId, disabled }: { agentId: string; disabled: boolean }) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      await body(startRun({ path: { id: agentId }, body: {}, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" size="sm" busy={busy} disabled={disabled} onClick={() => void start()}>
      Run the draft
    </Button>
  );
}
