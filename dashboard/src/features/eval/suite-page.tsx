import { type CaseBody, deleteCase, deleteSuite, type SuiteBody } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { toast } from "sonner";
import { Button, buttonStyle } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { Confirm } from "~/components/ui/confirm";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { body } from "~/lib/api";
import { plural } from "~/lib/format";
import { casesQuery, evalKeys, percent, suiteQuery } from "./eval";
import { LabelsCard } from "./labels-card";
import { SuiteTrend } from "./suite-trend";

// Forms are loaded when they are needed.
const CaseDialog = lazy(() => import("./case-dialog"));
const SuiteDialog = lazy(() => import("./suite-dialog"));
const PushSuite = lazy(() => import("~/features/langfuse/push-suite"));

/** A suite's cases, and what came of it lately. */
export function SuitePage({ agentId, suiteId }: { agentId: string; suiteId: string }) {
  const suite = useQuery(suiteQuery(suiteId));
  const cases = useQuery(casesQuery(suiteId));
  if (suite.isPending || cases.isPending) return <Card><SkeletonRows /></Card>;
  if (suite.isError) return <LoadError query={suite} />;
  if (cases.isError) return <LoadError query={cases} />;
  return (
    <>
      <Link to="/dashboard/agents/$id/evals" params={{ id: agentId }} className="inline-block rounded text-[0.8125rem] text-muted hover:text-ink">
        ← Evals
      </Link>
      <Cases suite={suite.data} cases={cases.data.cases} />
      <SuiteTrend suite={suite.data} />
      <LabelsCard suiteId={suiteId} />
    </>
  );
}

function Cases({ suite, cases }: { suite: SuiteBody; cases: readonly CaseBody[] }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [edited, setEdited] = useState<CaseBody | "new">();
  const [changing, setChanging] = useState(false);
  const [doomed, setDoomed] = useState<CaseBody | "suite">();
  const remove = async () => {
    if (doomed === undefined) return;
    if (doomed === "suite") {
      await body(deleteSuite({ path: { id: suite.id }, throwOnError: true }));
      await navigate({ to: "/dashboard/agents/$id/evals", params: { id: suite.agentId } });
    } else {
      await body(deleteCase({ path: { id: doomed.id }, throwOnError: true }));
    }
    toast.success(doomed === "suite" ? `${suite.name} was deleted` : `${doomed.case.name} was deleted`);
    await queryClient.invalidateQueries({ queryKey: evalKeys.all });
  };
  const add = (
    <Button size="sm" onClick={() => { setEdited("new"); }}>
      New case
    </Button>
  );
  return (
    <Card>
      <CardHeader
        title={suite.name}
        action={
          <div className="flex flex-wrap gap-2">
            <a href={`/api/admin/evals/suites/${suite.id}/export`} download className={buttonStyle({ variant: "secondary", size: "sm" })}>
              Export
            </a>
            <Suspense>
              <PushSuite suite={suite} />
            </Suspense>
            <Button variant="secondary" size="sm" onClick={() => { setChanging(true); }}>
              Change…
            </Button>
            <Button variant="danger-ghost" size="sm" onClick={() => { setDoomed("suite"); }}>
              Delete…
            </Button>
            {cases.length > 0 && add}
          </div>
        }
      >
        {suite.description ?? `${plural(suite.caseCount, "case")}, ${percent(suite.threshold)} must pass.`}
      </CardHeader>
      {cases.length === 0 ? (
        <EmptyState title="No cases yet" action={add}>
          What do visitors ask, and what must the answer say?
        </EmptyState>
      ) : (
        <ul className="divide-y border-t">
          {cases.map((one) => (
            <li key={one.id} className="flex items-center gap-3 px-5 py-3">
              <button type="button" className="min-w-0 flex-1 rounded text-start hover:text-accent" onClick={() => { setEdited(one); }}>
                <span className="block truncate font-medium">{one.case.name}</span>
                <span className="block truncate text-[0.8125rem] text-muted">{one.case.input}</span>
                {(one.case.tags ?? []).length > 0 && <span className="block truncate text-xs text-muted">{one.case.tags?.join(" · ")}</span>}
              </button>
              <Button variant="ghost" size="sm" aria-label={`Delete ${one.case.name}`} onClick={() => { setDoomed(one); }}>
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Suspense>
        {edited !== undefined && <CaseDialog suiteId={suite.id} stored={edited === "new" ? undefined : edited} onClose={() => { setEdited(undefined); }} />}
        {changing && <SuiteDialog suite={suite} onClose={() => { setChanging(false); }} />}
      </Suspense>
      {doomed !== undefined && (
        <Confirm open onOpenChange={(open) => { if (!open) setDoomed(undefined); }} title={doomed === "suite" ? `Delete ${suite.name}?` : `Delete ${doomed.case.name}?`} action="Delete" onConfirm={remove}>
          What came of earlier runs is kept.
        </Confirm>
      )}
    </Card>
  );
}
