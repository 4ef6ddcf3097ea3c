import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { agentQuery } from "~/features/agent/agent";
import { Versions } from "~/features/agent/versions";

export const Route = createFileRoute("/dashboard/agents/$id/versions")({ component: Tab });

function Tab() {
  const { id } = Route.useParams();
  const { data: agent } = useSuspenseQuery(agentQuery(id));
  return <Versions agent={agent} />;
}
