import { createFileRoute } from "@tanstack/react-router";
import { SuitePage } from "~/features/eval/suite-page";

export const Route = createFileRoute("/dashboard/agents/$id/evals/suites/$suiteId")({ component: Tab });

function Tab() {
  const { id, suiteId } = Route.useParams();
  return <SuitePage agentId={id} suiteId={suiteId} />;
}
