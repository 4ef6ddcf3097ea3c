import type { Report as ReportBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { count } from "~/lib/format";
import { DayChart } from "./day-chart";
import { DayTable } from "./day-table";
import { everyDay, type ReportFilter, reportQuery, span, totals } from "./insight";
import { ModelUseCard } from "./model-use";
import { Unanswered } from "./unanswered";

/** Numbers, a chart of each with its table, and what nobody could answer; `agentId` is whom an answer is written for. */
export function Report({ filter, agentId }: { filter: ReportFilter; agentId: string | undefined }) {
  const query = useQuery(reportQuery(filter));
  if (query.isPending) return <Card><SkeletonRows rows={6} /></Card>;
  if (query.isError) return <LoadError query={query} />;
  const days = everyDay(query.data.days, span(filter));
  return (
    <div className="space-y-5">
      <Figures report={query.data} />
      <Chart title="Questions" days={days} series={[{ key: "questions", label: "Questions", tone: "accent" }, { key: "unanswered", label: "Unanswered", tone: "warn" }]} />
      <Chart title="Conversations" days={days} series={[{ key: "conversations", label: "Conversations", tone: "accent" }]} />
      <Chart title="Feedback" days={days} series={[{ key: "ups", label: "Helpful", tone: "accent" }, { key: "downs", label: "Not helpful", tone: "danger" }]} />
      <Unanswered groups={query.data.unanswered} agentId={agentId} />
      <ModelUseCard filter={filter} />
    </div>
  );
}

function Figures({ report }: { report: ReportBody }) {
  const sum = totals(report.days);
  const rated = sum.ups + sum.downs;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      <Figure name="Conversations">{count(sum.conversations)}</Figure>
      <Figure name="Questions">{count(sum.questions)}</Figure>
      <Figure name="Unanswered">{sum.questions === 0 ? "–" : `${String(Math.round((100 * sum.unanswered) / sum.questions))} %`}</Figure>
      <Figure name="Found helpful">{rated === 0 ? "–" : `${String(Math.round((100 * sum.ups) / rated))} %`}</Figure>
      <Figure name="Time to answer" hint={report.latency.answers === 0 ? undefined : `95 of 100 within ${seconds(report.latency.p95Ms)}`}>
        {report.latency.answers === 0 ? "–" : seconds(report.latency.medianMs)}
      </Figure>
    </dl>
  );
}

function Figure({ name, hint, children }: { name: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <div className="rounded-xl border bg-surface p-4 shadow-lift">
      <dt className="text-[0.8125rem] text-muted">{name}</dt>
      <dd className="mt-1 text-xl font-semibold tracking-[-0.02em] tabular-nums">{children}</dd>
      {hint !== undefined && <dd className="mt-0.5 text-xs text-muted">{hint}</dd>}
    </div>
  );
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${String(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

type ChartProps = ComponentProps<typeof DayTable> & { title: string };

function Chart({ title, days, series }: ChartProps) {
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody>
        <DayChart days={days} series={series} />
        <details className="mt-3">
          <summary className="rounded text-[0.8125rem] text-muted hover:text-ink">As a table</summary>
          <DayTable title={title} days={days} series={series} />
        </details>
      </CardBody>
    </Card>
  );
}
