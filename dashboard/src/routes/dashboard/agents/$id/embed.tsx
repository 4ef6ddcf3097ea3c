import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { agentQuery } from "~/features/agent/agent";
import { Embed } from "~/features/key/embed";

export const Route = createFileRoute("/dashboard/agents/$id/embed")({ component: Tab });

function Tab() {
  const { id } = Route.useParams();
  const { data: agent } = useSuspenseQuery(agentQuery(id));
  return <Embed agent={agent} />;
}
