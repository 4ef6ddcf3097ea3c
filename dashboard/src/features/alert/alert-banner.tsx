import { type AgentBody, type AlertBody, dismissAlert } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlertIcon } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Time } from "~/components/time";
import { Button } from "~/components/ui/button";
import { accountQuery } from "~/features/account/account";
import { Rollback } from "~/features/agent/rollback";
import { percent } from "~/features/eval/eval";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { count, plural } from "~/lib/format";
import { alertsQuery } from "./alert";

/** What a member should look at about this agent, with the way back. */
export default function AlertBanner({ agent }: { agent: AgentBody }) {
  const alerts = useQuery(alertsQuery).data?.alerts ?? [];
  const mine = alerts.filter(({ agentId }) => agentId === agent.id);
  return mine.map((alert) => <Banner key={alert.id} agent={agent} alert={alert} />);
}

function Banner({ agent, alert }: { agent: AgentBody; alert: AlertBody }) {
  const queryClient = useQueryClient();
  const role = useQuery(accountQuery).data?.member.role;
  const [rolling, setRolling] = useState(false);
  const [busy, setBusy] = useState(false);
  const dismiss = async () => {
    setBusy(true);
    try {
      await body(dismissAlert({ path: { id: alert.id }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: alertsQuery.queryKey });
      toast.success("The alert is dismissed");
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const { rollbackTo } = alert;
  return (
    <section aria-label="Alert" className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-3 rounded-xl border border-danger/25 bg-danger-tint px-4 py-3.5 sm:px-5">
      <TriangleAlertIcon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1 basis-60 text-[0.8125rem]">
        <p className="font-medium text-danger">{heading(alert)}</p>
        <p className="mt-0.5 text-ink">
          <Details agent={agent} alert={alert} /> <span className="text-muted">Raised <Time at={alert.createdAt} />.</span>
        </p>
      </div>
      {role !== "viewer" && (
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" size="sm" busy={busy} onClick={() => void dismiss()}>
            Dismiss
          </Button>
          {rollbackTo != null && (
            <Button variant="danger" size="sm" onClick={() => { setRolling(true); }}>
              Roll back to version {rollbackTo}
            </Button>
          )}
        </div>
      )}
      {rolling && rollbackTo != null && <Rollback agent={agent} to={rollbackTo} onClose={() => { setRolling(false); }} />}
    </section>
  );
}

function heading({ evidence, publishedVersion }: AlertBody): string {
  switch (evidence.kind) {
    case "feedback_fell":
      return `Visitors like version ${publishedVersion} less than what was live before`;
    case "night_failed":
      return `Version ${publishedVersion} did not pass its nightly evaluation`;
    case "night_regressed":
      return `Version ${publishedVersion} got worse since the night before`;
  }
}

function Details({ agent, alert: { evidence } }: { agent: AgentBody; alert: AlertBody }) {
  if (evidence.kind === "feedback_fell") {
    const { before, after } = evidence;
    return `${helpful(after)} since it was published, ${helpful(before)} in the two weeks before; by chance that happens ${rarely(evidence.chance)}.`;
  }
  const run = (
    <Link to="/dashboard/agents/$id/evals/runs/$runId" params={{ id: agent.id, runId: evidence.runId }} className="rounded font-medium underline">
      See the run
    </Link>
  );
  if (evidence.kind === "night_failed") {
    const below = evidence.suites.map(({ suite, share, threshold }) => `${suite}: ${percent(share)} of ${percent(threshold)}`);
    return <>{below.join(", ")}. {run}.</>;
  }
  return <>{plural(evidence.worse, "case")} that passed before, and {count(evidence.better)} the other way. {run}.</>;
}

function helpful({ up, down }: { up: number; down: number }): string {
  return `${count(up)} of ${plural(up + down, "rated answer")} found helpful`;
}

function rarely(chance: number): string {
  return chance < 0.001 ? "less than once in 1,000 times" : `${count(Math.max(1, Math.round(chance * 1000)))} times in 1,000`;
}
