import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { agentQuery } from "~/features/agent/agent";
import { Evals } from "~/features/eval/evals";

export const Route = createFileRoute("/dashboard/agents/$id/evals/")({ component: Tab });

function Tab() {
  const { id } = Route.useParams();
  const { data: agent } = useSuspenseQuery(agentQuery(id));
  return <Evals agent={agent} />;
}
