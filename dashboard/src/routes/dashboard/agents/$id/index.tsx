import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { agentQuery } from "~/features/agent/agent";
import { PromptEditor } from "~/features/agent/prompt-editor";

export const Route = createFileRoute("/dashboard/agents/$id/")({ component: Tab });

function Tab() {
  const { id } = Route.useParams();
  const { data: agent } = useSuspenseQuery(agentQuery(id));
  return <PromptEditor agent={agent} />;
}
