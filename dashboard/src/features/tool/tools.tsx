import { useQuery } from "@tanstack/react-query";
import { Card } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { ServerList } from "~/features/mcp/server-list";
import { BuiltInTools } from "./built-in-tools";
import { toolsQuery } from "./tool";
import { WebhookList } from "./webhook-list";

/** What the agent's model may call. Everything here acts at once: tools are not part of a version. */
export function Tools({ agentId }: { agentId: string }) {
  const query = useQuery(toolsQuery(agentId));
  if (query.isPending) return <Card><SkeletonRows rows={3} /></Card>;
  if (query.isError) return <LoadError query={query} />;
  const { tools } = query.data;
  return (
    <>
      <BuiltInTools agentId={agentId} tools={tools} />
      <WebhookList agentId={agentId} tools={tools.filter(({ kind }) => kind === "webhook")} />
      <ServerList agentId={agentId} tools={tools} />
    </>
  );
}
