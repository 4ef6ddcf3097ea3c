import type { EvalRunBody } from "@parlor/api-client";

/** How long a run still takes when it goes on as before: `40 s`, `3 min`. `undefined`: nothing is known yet. */
export function timeLeft(run: Pick<EvalRunBody, "startedAt" | "done" | "total">, now: number = Date.now()): string | undefined {
  if (run.startedAt == null || run.done === 0 || run.total === 0) return undefined;
  const each = (now - Date.parse(run.startedAt)) / run.done;
  const seconds = Math.max(0, Math.ceil((each * (run.total - run.done)) / 1_000));
  return seconds < 90 ? `about ${String(seconds)} s` : `about ${String(Math.ceil(seconds / 60))} min`;
}
