import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { DownloadIcon } from "lucide-react";
import { PageHeader } from "~/components/page-header";
import { buttonStyle } from "~/components/ui/button";
import { type AuditFilter, exportAddress, readAuditFilter } from "~/features/audit/audit";
import { AuditFilters } from "~/features/audit/audit-filters";
import { AuditList } from "~/features/audit/audit-list";

export const Route = createFileRoute("/dashboard/audit")({ component: AuditPage, validateSearch: readAuditFilter });

function AuditPage() {
  const filter = Route.useSearch();
  const navigate = useNavigate();
  const change = (search: AuditFilter) => void navigate({ to: "/dashboard/audit", search, replace: true });
  return (
    <>
      <PageHeader
        title="Audit log"
        action={
          <a href={exportAddress(filter)} download className={buttonStyle({ variant: "secondary" })}>
            <DownloadIcon aria-hidden /> Export CSV
          </a>
        }
      >
        Who changed what, and when.
      </PageHeader>
      <div className="space-y-4">
        <AuditFilters filter={filter} onChange={change} />
        <AuditList filter={filter} />
      </div>
    </>
  );
}
