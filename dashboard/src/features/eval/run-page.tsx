import type { CaseResultBody, EvalRunBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Time } from "~/components/time";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { FormError } from "~/components/ui/field";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { runQuery, percent } from "./eval";
import { ResultDialog } from "./result-dialog";
import { runTarget } from "./run-list";
import { RunProgress } from "./run-progress";
import { CaseBadge, RunBadge } from "./states";

/** A run with what came of each case, while it goes and afterwards. */
export function RunPage({ agentId, runId }: { agentId: string; runId: string }) {
  const query = useQuery(runQuery(runId));
  const [shown, setShown] = useState<CaseResultBody>();
  if (query.isPending) return <Card><SkeletonRows /></Card>;
  if (query.isError) return <LoadError query={query} />;
  const { run, results } = query.data;
  return (
    <>
      <Link to="/dashboard/agents/$id/evals" params={{ id: agentId }} className="inline-block rounded text-[0.8125rem] text-muted hover:text-ink">
        ← Evals
      </Link>
      <Card>
        <CardHeader title={runTarget(run)} action={<RunBadge run={run} />}>
          <Time at={run.createdAt} />
          {run.costMicros > 0 && ` · $${(run.costMicros / 1_000_000).toFixed(4)}`}
        </CardHeader>
        {(run.status === "queued" || run.status === "running") && <RunProgress run={run} />}
        {run.error != null && (
          <CardBody>
            <FormError>{run.error}</FormError>
          </CardBody>
        )}
      </Card>
      {run.suites.map((suite) => (
        <SuiteResults key={suite.suiteId} suite={suite} results={results.filter(({ suiteId }) => suiteId === suite.suiteId)} onShow={setShown} />
      ))}
      {shown !== undefined && <ResultDialog result={shown} onClose={() => { setShown(undefined); }} />}
    </>
  );
}

function SuiteResults({ suite, results, onShow }: { suite: EvalRunBody["suites"][number]; results: readonly CaseResultBody[]; onShow: (result: CaseResultBody) => void }) {
  return (
    <Card>
      <CardHeader title={suite.name}>
        {suite.share == null ? `${percent(suite.threshold)} must pass.` : `${percent(suite.share)} passed, ${percent(suite.threshold)} must.`}
      </CardHeader>
      <ul className="divide-y border-t">
        {results.map((result) => (
          <li key={result.case}>
            <button type="button" className="flex w-full items-center justify-between gap-4 px-5 py-3 text-start hover:bg-sunken/60" onClick={() => { onShow(result); }}>
              <span className="min-w-0">
                <span className="block truncate font-medium">{result.case}</span>
                {result.reason != null && <span className="block truncate text-[0.8125rem] text-muted">{result.reason}</span>}
              </span>
              <CaseBadge state={result.state} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
