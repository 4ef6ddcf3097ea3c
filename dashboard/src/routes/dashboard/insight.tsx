import { useInfiniteQuery } from "@tanstack/react-query";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { DownloadIcon } from "lucide-react";
import { DayRange } from "~/components/day-range";
import { PageHeader } from "~/components/page-header";
import { buttonStyle } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { agentsQuery } from "~/features/agent/agent";
import { exportAddress, type ReportFilter, readReportFilter, span } from "~/features/insight/insight";
import { Report } from "~/features/insight/report";
import { filled } from "~/lib/given";

export const Route = createFileRoute("/dashboard/insight")({ component: InsightPage, validateSearch: readReportFilter });

function InsightPage() {
  const filter = Route.useSearch();
  const navigate = useNavigate();
  const agents = useInfiniteQuery(agentsQuery).data?.pages.flatMap((page) => page.agents) ?? [];
  const set = (part: ReportFilter) => void navigate({ to: "/dashboard/insight", search: { ...filter, ...part }, replace: true });
  const { from, to } = span(filter);
  return (
    <>
      <PageHeader
        title="Insight"
        action={
          <a href={exportAddress(filter)} download className={buttonStyle({ variant: "secondary" })}>
            <DownloadIcon aria-hidden /> Export CSV
          </a>
        }
      >
        What visitors ask, how they like the answers, and what is missing.
      </PageHeader>
      <search className="mb-5 grid grid-cols-2 gap-3 *:first:col-span-2 sm:grid-cols-3 sm:*:first:col-span-1">
        <Field label="Agent">
          {(field) => (
            <Select {...field} value={filter.agent ?? ""} onChange={({ target }) => { set({ agent: filled(target.value) }); }}>
              <option value="">All agents</option>
              {agents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </Select>
          )}
        </Field>
        <DayRange from={from} to={to} onChange={set} />
      </search>
      <Report filter={filter} agentId={filter.agent ?? (agents.length === 1 ? agents[0]?.id : undefined)} />
    </>
  );
}
