import { createFileRoute, Link } from "@tanstack/react-router";
import { PlusIcon } from "lucide-react";
import { PageHeader } from "~/components/page-header";
import { buttonStyle } from "~/components/ui/button";
import { AgentList } from "~/features/agent/agent-list";

export const Route = createFileRoute("/dashboard/agents/")({ component: AgentsPage });

function AgentsPage() {
  return (
    <>
      <PageHeader
        title="Agents"
        action={
          <Link to="/dashboard/agents/new" className={buttonStyle()}>
            <PlusIcon aria-hidden /> New agent
          </Link>
        }
      >
        Each agent has its own instructions, knowledge and embed snippet.
      </PageHeader>
      <AgentList />
    </>
  );
}
