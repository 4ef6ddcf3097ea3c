import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { agentQuery } from "~/features/agent/agent";
import { Knowledge } from "~/features/document/knowledge";

export const Route = createFileRoute("/dashboard/agents/$id/knowledge")({ component: Tab });

function Tab() {
  const { id } = Route.useParams();
  const { data: agent } = useSuspenseQuery(agentQuery(id));
  return <Knowledge agent={agent} />;
}
