import type { SuiteBody, TrendPoint } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Time } from "~/components/time";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { percent, trendQuery } from "./eval";

/** The share of cases that passed and their mean score, run by run; versions are marked. */
export function SuiteTrend({ suite }: { suite: SuiteBody }) {
  const points = useQuery(trendQuery(suite.id)).data?.points ?? [];
  if (points.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Trend">The last {points.length === 1 ? "run" : `${String(points.length)} runs`}, oldest first.</CardHeader>
      <CardBody>
        <Chart points={points} />
        <details className="mt-3">
          <summary className="rounded text-[0.8125rem] text-muted hover:text-ink">As a table</summary>
          <Table agentId={suite.agentId} points={points} />
        </details>
      </CardBody>
    </Card>
  );
}

/** Who was asked, in few letters. */
function target({ publishedVersion, draftVersion }: TrendPoint): string {
  if (publishedVersion == null) return "Draft";
  return draftVersion == null ? `v${String(publishedVersion)}` : `Draft, now v${String(publishedVersion)}`;
}

const HEIGHT = 100;
/** Width of a run. */
const STEP = 40;

/** Eyes only: the table says the same to everybody. */
function Chart({ points }: { points: readonly TrendPoint[] }) {
  const width = points.length * STEP;
  const x = (index: number) => (index + 0.5) * STEP;
  const y = (share: number) => HEIGHT - share * HEIGHT;
  const line = (of: (point: TrendPoint) => number) => points.map((point, index) => `${String(x(index))},${String(y(of(point)))}`).join(" ");
  const bar = points.at(-1)?.threshold ?? 1;
  return (
    <div aria-hidden>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <span className="flex items-center gap-1.5"><span className="size-2 rounded-full bg-accent" /> Passed</span>
        <span className="flex items-center gap-1.5"><span className="size-2 rounded-full bg-warn" /> Score</span>
        <span className="ms-auto">{percent(bar)} must pass</span>
      </div>
      <svg viewBox={`0 -4 ${String(width)} ${String(HEIGHT + 8)}`} preserveAspectRatio="none" className="h-40 w-full border-b">
        <line x1={0} x2={width} y1={y(bar)} y2={y(bar)} vectorEffect="non-scaling-stroke" strokeDasharray="4 4" className="stroke-line-strong" />
        {points.map((point, index) => point.publishedVersion != null && <line key={point.runId} x1={x(index)} x2={x(index)} y1={0} y2={HEIGHT} vectorEffect="non-scaling-stroke" className="stroke-line" />)}
        <polyline points={line(({ value }) => value)} fill="none" strokeWidth={1.5} vectorEffect="non-scaling-stroke" className="stroke-warn" />
        <polyline points={line(({ share }) => share)} fill="none" strokeWidth={2} vectorEffect="non-scaling-stroke" className="stroke-accent" />
        {points.map((point, index) => (
          // A line of no length with round ends is a dot that does not stretch with the picture.
          <line key={point.runId} x1={x(index)} x2={x(index)} y1={y(point.share)} y2={y(point.share)} strokeWidth={7} strokeLinecap="round" vectorEffect="non-scaling-stroke" className={point.passed ? "stroke-accent" : "stroke-danger"} />
        ))}
      </svg>
      <div className="mt-1 flex text-xs text-muted">
        {points.map((point) => (
          <span key={point.runId} className="min-w-0 flex-1 truncate text-center">{point.publishedVersion == null ? "" : `v${String(point.publishedVersion)}`}</span>
        ))}
      </div>
    </div>
  );
}

function Table({ agentId, points }: { agentId: string; points: readonly TrendPoint[] }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div tabIndex={0} role="region" aria-label="Trend as a table" className="mt-2 max-h-72 overflow-auto rounded-lg border">
      <table className="w-full text-[0.8125rem] tabular-nums">
        <thead className="sticky top-0 bg-sunken">
          <tr>
            <th scope="col" className="px-3 py-2 text-start font-medium">Run</th>
            <th scope="col" className="px-3 py-2 text-start font-medium">When</th>
            <th scope="col" className="px-3 py-2 text-end font-medium">Passed</th>
            <th scope="col" className="px-3 py-2 text-end font-medium">Score</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {points.toReversed().map((point) => (
            <tr key={point.runId}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal">
                <Link to="/dashboard/agents/$id/evals/runs/$runId" params={{ id: agentId, runId: point.runId }} className="rounded font-medium text-accent hover:underline">
                  {target(point)}
                </Link>
              </th>
              <td className="px-3 py-1.5 text-muted"><Time at={point.createdAt} /></td>
              <td className={point.passed ? "px-3 py-1.5 text-end" : "px-3 py-1.5 text-end font-medium text-danger"}>{percent(point.share)}</td>
              <td className="px-3 py-1.5 text-end">{percent(point.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
