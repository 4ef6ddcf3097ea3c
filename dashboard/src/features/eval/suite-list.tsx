import { importSuite, type SuiteBody } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FlaskConicalIcon } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { plural } from "~/lib/format";
import { evalKeys, percent, suitesQuery } from "./eval";
import { NewSuite } from "./new-suite";

const PullDataset = lazy(() => import("~/features/langfuse/pull-dataset"));

/** The suites of an agent, new ones and imported ones. */
export function SuiteList({ agentId }: { agentId: string }) {
  const query = useQuery(suitesQuery(agentId));
  const [adding, setAdding] = useState(false);
  if (query.isPending) return <Card><SkeletonRows /></Card>;
  if (query.isError) return <LoadError query={query} />;
  const actions = (
    <div className="flex flex-wrap justify-center gap-2">
      <Suspense>
        <PullDataset agentId={agentId} />
      </Suspense>
      <ImportSuite agentId={agentId} />
      <Button size="sm" onClick={() => { setAdding(true); }}>
        New suite
      </Button>
    </div>
  );
  return (
    <Card>
      {query.data.suites.length === 0 ? (
        <EmptyState icon={<FlaskConicalIcon />} title="No suites yet" action={actions}>
          A suite is a list of questions, each with what a good answer has. Write the first case, or import a YAML, JSONL or CSV file.
        </EmptyState>
      ) : (
        <>
          <CardHeader title="Suites" action={actions}>
            Questions with what a good answer has.
          </CardHeader>
          <ul className="divide-y border-t">
            {query.data.suites.map((suite) => (
              <SuiteRow key={suite.id} suite={suite} />
            ))}
          </ul>
        </>
      )}
      {adding && <NewSuite agentId={agentId} onClose={() => { setAdding(false); }} />}
    </Card>
  );
}

function SuiteRow({ suite }: { suite: SuiteBody }) {
  return (
    <li>
      <Link to="/dashboard/agents/$id/evals/suites/$suiteId" params={{ id: suite.agentId, suiteId: suite.id }} className="flex items-center justify-between gap-4 px-5 py-3.5 hover:bg-sunken/60">
        <span className="min-w-0">
          <span className="block truncate font-medium">{suite.name}</span>
          {suite.description != null && <span className="block truncate text-[0.8125rem] text-muted">{suite.description}</span>}
        </span>
        <span className="shrink-0 text-end text-[0.8125rem] text-muted tabular-nums">
          {plural(suite.caseCount, "case")}
          <span className="block">{percent(suite.threshold)} must pass</span>
        </span>
      </Link>
    </li>
  );
}

function ImportSuite({ agentId }: { agentId: string }) {
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    try {
      const made = await body(importSuite({ path: { id: agentId }, body: { filename: file.name, text: await file.text() }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      toast.success(`${made.name} was imported`);
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.jsonl,.csv"
        aria-label="Suite file"
        className="hidden"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) void take(file);
          target.value = "";
        }}
      />
      <Button variant="secondary" size="sm" busy={busy} onClick={() => input.current?.click()}>
        Import
      </Button>
    </>
  );
}
