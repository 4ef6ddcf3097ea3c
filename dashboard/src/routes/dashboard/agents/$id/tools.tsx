import { createFileRoute } from "@tanstack/react-router";
import { Tools } from "~/features/tool/tools";

export const Route = createFileRoute("/dashboard/agents/$id/tools")({ component: Tab });

function Tab() {
  const { id } = Route.useParams();
  return <Tools agentId={id} />;
}
