import type { CaseResultBody, EvalRunBody, GateBody } from "@parlor/api-client";
import { Badge } from "~/components/ui/badge";

const CASE = { passed: "good", failed: "bad", flaky: "warn", skipped: "neutral", error: "bad", not_run: "neutral" } as const;
const RUN = { queued: "neutral", running: "warn", done: "neutral", failed: "bad", superseded: "neutral", stopped: "warn" } as const;
const GATE = { open: "neutral", passed: "good", missing: "warn", running: "warn", failed: "bad" } as const;
const GATE_WORDS = { open: "Not set", passed: "Passes", missing: "Not evaluated", running: "Evaluating", failed: "Does not pass" } as const;

export function CaseBadge({ state }: { state: CaseResultBody["state"] }) {
  return <Badge tone={CASE[state]}>{state.replace("_", " ")}</Badge>;
}

/** How a run stands; of a finished one whether every suite passed. */
export function RunBadge({ run }: { run: EvalRunBody }) {
  if (run.status === "done") {
    const passed = run.suites.every((suite) => suite.passed === true);
    return <Badge tone={passed ? "good" : "bad"}>{passed ? "Passed" : "Below the bar"}</Badge>;
  }
  return (
    <Badge tone={RUN[run.status]} live={run.status === "running"}>
      {run.status === "running" ? `${run.done} of ${run.total}` : run.status}
    </Badge>
  );
}

export function GateBadge({ state }: { state: GateBody["state"] }) {
  return (
    <Badge tone={GATE[state]} live={state === "running"}>
      {GATE_WORDS[state]}
    </Badge>
  );
}
