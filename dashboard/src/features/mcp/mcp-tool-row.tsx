import type { ToolBody } from "@parlor/api-client";
import { EllipsisIcon, HandIcon, PlayIcon, PowerIcon, Trash2Icon } from "lucide-react";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Menu, MenuItem } from "~/components/ui/menu";
import { useChangeTool } from "~/features/tool/tool";

/** One chosen tool of a server: whether it is in use, and what can be done with it. */
export function McpToolRow({ tool, onAction }: { tool: ToolBody; onAction: (what: "review" | "try" | "remove") => void }) {
  const change = useChangeTool(tool);
  const state = tool.mcp?.state;
  const asks = tool.policy === "ask_visitor";
  return (
    <li className="flex items-center gap-3 px-5 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <code className="truncate font-mono text-[0.8125rem] font-medium">{tool.name}</code>
          {!tool.enabled && <Badge>Off</Badge>}
          {state === "changed" && <Badge tone="bad">Changed</Badge>}
          {state === "withdrawn" && <Badge tone="bad">Gone</Badge>}
          {asks && <Badge tone="warn">Asks the visitor</Badge>}
        </p>
        <p className="mt-0.5 truncate text-[0.8125rem] text-muted">{state === "withdrawn" ? tool.mcp?.reason : tool.description}</p>
      </div>
      {state === "changed" ? (
        <Button size="sm" onClick={() => { onAction("review"); }} aria-label={`Review the change of ${tool.name}`}>
          Review
        </Button>
      ) : (
        <Button variant="secondary" size="sm" disabled={state === "withdrawn"} onClick={() => { onAction("try"); }} aria-label={`Try ${tool.name}`}>
          <PlayIcon aria-hidden /> Try
        </Button>
      )}
      <Menu
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${tool.name}`}>
            <EllipsisIcon />
          </Button>
        }
      >
        <MenuItem onSelect={() => void change({ policy: asks ? "allowed" : "ask_visitor" })}>
          <HandIcon aria-hidden /> {asks ? "Allow without asking" : "Ask the visitor"}
        </MenuItem>
        <MenuItem onSelect={() => void change({ enabled: !tool.enabled })}>
          <PowerIcon aria-hidden /> {tool.enabled ? "Switch off" : "Switch on"}
        </MenuItem>
        <MenuItem tone="danger" onSelect={() => { onAction("remove"); }}>
          <Trash2Icon aria-hidden /> Remove…
        </MenuItem>
      </Menu>
    </li>
  );
}
