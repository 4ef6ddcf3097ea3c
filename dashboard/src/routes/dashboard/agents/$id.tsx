import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute, Outlet } from "@tanstack/react-router";
import { AgentFrame } from "~/features/agent/agent-frame";
import { agentQuery } from "~/features/agent/agent";

export const Route = createFileRoute("/dashboard/agents/$id")({
  loader: ({ context, params }) => context.queryClient.query({ ...agentQuery(params.id), staleTime: "static" }),
  component: AgentPage,
});

function AgentPage() {
  const { id } = Route.useParams();
  const { data: agent } = useSuspenseQuery(agentQuery(id));
  return (
    // Another agent is another page: nothing typed for one may reach the other.
    <AgentFrame key={id} agent={agent}>
      <Outlet />
    </AgentFrame>
  );
}
