import { createFileRoute } from "@tanstack/react-router";
import { RunPage } from "~/features/eval/run-page";

export const Route = createFileRoute("/dashboard/agents/$id/evals/runs/$runId")({ component: Tab });

function Tab() {
  const { id, runId } = Route.useParams();
  return <RunPage agentId={id} runId={runId} />;
}
