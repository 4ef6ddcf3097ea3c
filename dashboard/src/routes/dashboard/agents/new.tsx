import { createFileRoute, Link } from "@tanstack/react-router";
import { PageHeader } from "~/components/page-header";
import { Card } from "~/components/ui/card";
import { NewAgentForm } from "~/features/agent/new-agent-form";

export const Route = createFileRoute("/dashboard/agents/new")({ component: NewAgentPage });

function NewAgentPage() {
  return (
    <div className="mx-auto max-w-2xl">
      <Link to="/dashboard/agents" className="mb-3 inline-block rounded text-[0.8125rem] text-muted hover:text-ink">
        ← Agents
      </Link>
      <PageHeader title="New agent">Start with a name and what it should do. Everything can be changed later.</PageHeader>
      <Card className="p-5">
        <NewAgentForm />
      </Card>
    </div>
  );
}
