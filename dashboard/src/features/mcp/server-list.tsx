import type { McpServerBody, ToolBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { EllipsisIcon, ListChecksIcon, PencilIcon, PlugIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { LoadError } from "~/components/ui/load-error";
import { Menu, MenuItem } from "~/components/ui/menu";
import { SkeletonRows } from "~/components/ui/skeleton";
import { DeleteTool } from "~/features/tool/delete-tool";
import { TryTool } from "~/features/tool/try-tool";
import { DeleteServer } from "./delete-server";
import { mcpServersQuery } from "./mcp";
import { McpToolRow } from "./mcp-tool-row";
import { OfferedTools } from "./offered-tools";
import { ReviewChange } from "./review-change";
import { ServerDialog } from "./server-dialog";

type Opened = { what: "new" } | { what: "edit" | "offers" | "delete"; server: McpServerBody } | { what: "review" | "try" | "remove"; tool: ToolBody };

/** The MCP servers whose tools the agent may use, each with the tools that were chosen from it. */
export function ServerList({ agentId, tools }: { agentId: string; tools: readonly ToolBody[] }) {
  const query = useQuery(mcpServersQuery(agentId));
  const [opened, setOpened] = useState<Opened>();
  const close = () => { setOpened(undefined); };
  if (query.isPending) return <Card><SkeletonRows rows={2} /></Card>;
  if (query.isError) return <LoadError query={query} />;
  const servers = query.data.mcpServers;
  const add = <Button size="sm" onClick={() => { setOpened({ what: "new" }); }}>Add an MCP server</Button>;
  return (
    <Card>
      <CardHeader title="MCP servers" action={servers.length > 0 ? add : undefined}>
        Tools of others, over the Model Context Protocol. You choose which; one that its server changes is off until you agree.
      </CardHeader>
      <div className="border-t">
        {servers.length === 0 ? (
          <EmptyState icon={<PlugIcon />} title="No MCP servers yet" action={add}>
            Let the agent use what a shop, a calendar or a ticket system already offers.
          </EmptyState>
        ) : (
          <ul className="divide-y">
            {servers.map((server) => (
              <li key={server.id} className="pb-1.5">
                <ServerHead server={server} onAction={(what) => { setOpened({ what, server }); }} />
                <ul>
                  {tools.filter(({ mcp }) => mcp?.serverId === server.id).map((tool) => (
                    <McpToolRow key={tool.id} tool={tool} onAction={(what) => { setOpened({ what, tool }); }} />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </div>
      {opened?.what === "new" && <ServerDialog agentId={agentId} onClose={close} onCreated={(server) => { setOpened({ what: "offers", server }); }} />}
      {opened?.what === "edit" && <ServerDialog agentId={agentId} server={opened.server} onClose={close} />}
      {opened?.what === "offers" && <OfferedTools server={opened.server} onClose={close} />}
      {opened?.what === "delete" && <DeleteServer server={opened.server} onClose={close} />}
      {opened?.what === "review" && <ReviewChange tool={opened.tool} onClose={close} />}
      {opened?.what === "try" && <TryTool tool={opened.tool} onClose={close} />}
      {opened?.what === "remove" && <DeleteTool tool={opened.tool} onClose={close} />}
    </Card>
  );
}

function ServerHead({ server, onAction }: { server: McpServerBody; onAction: (what: "edit" | "offers" | "delete") => void }) {
  return (
    <div className="flex items-center gap-3 px-5 pt-3.5 pb-2">
      <div className="min-w-0 flex-1">
        <h3 className="truncate font-medium">{server.name}</h3>
        <p className="truncate font-mono text-xs text-muted">{server.url}</p>
      </div>
      <Button variant="secondary" size="sm" onClick={() => { onAction("offers"); }} aria-label={`Tools of ${server.name}`}>
        <ListChecksIcon aria-hidden /> Tools
      </Button>
      <Menu
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${server.name}`}>
            <EllipsisIcon />
          </Button>
        }
      >
        <MenuItem onSelect={() => { onAction("edit"); }}>
          <PencilIcon aria-hidden /> Edit
        </MenuItem>
        <MenuItem tone="danger" onSelect={() => { onAction("delete"); }}>
          <Trash2Icon aria-hidden /> Delete…
        </MenuItem>
      </Menu>
    </div>
  );
}
