import { type EvalRunBody, stopRun } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { CardBody } from "~/components/ui/card";
import { accountQuery } from "~/features/account/account";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { evalKeys } from "./eval";
import { timeLeft } from "./time-left";

/** How far a run is, how long it still takes, and the way to stop it. */
export function RunProgress({ run }: { run: EvalRunBody }) {
  const left = timeLeft(run);
  return (
    <CardBody className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <progress aria-label="Cases done" max={Math.max(run.total, 1)} value={run.done} className="h-2 min-w-40 flex-1 accent-accent" />
      <span role="status" className="text-[0.8125rem] text-muted tabular-nums">
        {run.status === "queued" ? "Waits for a worker" : `${String(run.done)} of ${String(run.total)}${left === undefined ? "" : `, ${left} left`}`}
      </span>
      <StopRun run={run} />
    </CardBody>
  );
}

function StopRun({ run }: { run: EvalRunBody }) {
  const queryClient = useQueryClient();
  const role = useQuery(accountQuery).data?.member.role;
  const [busy, setBusy] = useState(false);
  if (role === undefined || role === "viewer") return null;
  const stop = async () => {
    setBusy(true);
    try {
      await body(stopRun({ path: { id: run.id }, throwOnError: true }));
    } catch (error) {
      toastProblem(error);
    } finally {
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" size="sm" busy={busy} onClick={() => void stop()}>
      Stop
    </Button>
  );
}
