import type { AgentBody } from "@parlor/api-client";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BotIcon, EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button, buttonStyle } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { Menu, MenuItem } from "~/components/ui/menu";
import { MoreButton } from "~/components/ui/more-button";
import { SkeletonRows } from "~/components/ui/skeleton";
import { alertsQuery } from "~/features/alert/alert";
import { agentsQuery } from "./agent";
import { DeleteAgent } from "./delete-agent";

/** The organization's agents, newest first. */
export function AgentList() {
  const list = useInfiniteQuery(agentsQuery);
  const alerts = useQuery(alertsQuery).data?.alerts ?? [];
  const [doomed, setDoomed] = useState<AgentBody>();
  const queryClient = useQueryClient();
  if (list.isPending) return <Card><SkeletonRows /></Card>;
  if (list.isError) return <LoadError query={list} />;
  const agents = list.data.pages.flatMap((page) => page.agents);
  if (agents.length === 0) return <NoAgents />;
  return (
    <>
      <Card>
        <ul className="divide-y">
          {agents.map((agent) => (
            <AgentRow
              key={agent.id}
              agent={agent}
              alerted={alerts.some(({ agentId }) => agentId === agent.id)}
              onDelete={() => {
                setDoomed(agent);
              }}
            />
          ))}
        </ul>
        <MoreButton query={list} />
      </Card>
      {doomed !== undefined && (
        <DeleteAgent
          agent={doomed}
          onClose={() => {
            setDoomed(undefined);
          }}
          onDeleted={() => queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })}
        />
      )}
    </>
  );
}

function AgentRow({ agent, alerted, onDelete }: { agent: AgentBody; alerted: boolean; onDelete: () => void }) {
  return (
    <li className="relative flex items-center gap-3.5 px-4 py-3.5 transition-colors first:rounded-t-xl last:rounded-b-xl focus-within:bg-sunken/50 hover:bg-sunken/50 sm:px-5">
      <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-lg bg-tint text-accent">
        <BotIcon className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">
        <Link to="/dashboard/agents/$id" params={{ id: agent.id }} className="block truncate font-medium outline-none after:absolute after:inset-0 after:rounded-xl focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent">
          {agent.name}
        </Link>
        <p className="truncate text-[0.8125rem] text-muted">
          Changed <Time at={agent.updatedAt} />
        </p>
      </div>
      {alerted && <Badge tone="bad">Alert</Badge>}
      <span className="max-sm:hidden">
        <Badge tone="good">Live v{agent.publishedVersion}</Badge>
      </span>
      <div className="relative">
        <Menu
          trigger={
            <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${agent.name}`}>
              <EllipsisIcon />
            </Button>
          }
        >
          <MenuItem asChild>
            <Link to="/dashboard/agents/$id" params={{ id: agent.id }}>
              <PencilIcon aria-hidden /> Edit
            </Link>
          </MenuItem>
          <MenuItem tone="danger" onSelect={onDelete}>
            <Trash2Icon aria-hidden /> Delete…
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}

function NoAgents() {
  return (
    <Card>
      <EmptyState
        icon={<BotIcon />}
        title="No agents yet"
        action={
          <Link to="/dashboard/agents/new" className={buttonStyle()}>
            Create your first agent
          </Link>
        }
      >
        An agent answers your visitors from the documents you give it. It takes a name and a few lines of instructions.
      </EmptyState>
    </Card>
  );
}
