import type { ToolBody } from "@parlor/api-client";
import { EllipsisIcon, PencilIcon, PlayIcon, PowerIcon, Trash2Icon } from "lucide-react";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Menu, MenuItem } from "~/components/ui/menu";
import { useChangeTool } from "./tool";

/** One webhook: what it is for, whether it is on, and what can be done with it. */
export function WebhookRow({ tool, onAction }: { tool: ToolBody; onAction: (what: "edit" | "try" | "delete") => void }) {
  const change = useChangeTool(tool);
  return (
    <li className="flex items-center gap-3 px-5 py-3.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <code className="truncate font-mono text-[0.8125rem] font-medium">{tool.name}</code>
          {!tool.enabled && <Badge>Off</Badge>}
          {tool.policy === "ask_visitor" && <Badge tone="warn">Asks the visitor</Badge>}
        </p>
        <p className="mt-0.5 truncate text-[0.8125rem] text-muted">{tool.description}</p>
        <p className="mt-0.5 truncate font-mono text-xs text-muted">
          {tool.method} {tool.url}
        </p>
      </div>
      <Button variant="secondary" size="sm" onClick={() => { onAction("try"); }} aria-label={`Try ${tool.name}`}>
        <PlayIcon aria-hidden /> Try
      </Button>
      <Menu
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${tool.name}`}>
            <EllipsisIcon />
          </Button>
        }
      >
        <MenuItem onSelect={() => { onAction("edit"); }}>
          <PencilIcon aria-hidden /> Edit
        </MenuItem>
        <MenuItem onSelect={() => void change({ enabled: !tool.enabled })}>
          <PowerIcon aria-hidden /> {tool.enabled ? "Switch off" : "Switch on"}
        </MenuItem>
        <MenuItem tone="danger" onSelect={() => { onAction("delete"); }}>
          <Trash2Icon aria-hidden /> Delete…
        </MenuItem>
      </Menu>
    </li>
  );
}
