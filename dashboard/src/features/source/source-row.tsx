import { type SourceBody, syncSource } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { EllipsisIcon, FilesIcon, GlobeIcon, HistoryIcon, RefreshCwIcon, Settings2Icon, Trash2Icon } from "lucide-react";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Menu, MenuItem } from "~/components/ui/menu";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { count, plural } from "~/lib/format";
import { isUnderWay, shortAddress, sourceKeys } from "./source";

/** What a row's menu opens. */
export type SourceAction = "pages" | "history" | "settings" | "delete";

/** One website: how far its pages are, what went wrong, and what can be done with it. */
export function SourceRow({ source, onOpen }: { source: SourceBody; onOpen: (action: SourceAction) => void }) {
  const queryClient = useQueryClient();
  const name = shortAddress(source.url);
  const { total, ready, failed } = source.pages;
  const sync = async () => {
    try {
      await body(syncSource({ path: { id: source.id }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: sourceKeys.list(source.agentId) });
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <li className="flex items-center gap-3 px-4 py-3 sm:px-5">
      <GlobeIcon aria-hidden className="size-4.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <div className="text-[0.8125rem] text-muted">
          {source.error != null ? (
            <p className="text-danger">{source.error}</p>
          ) : (
            <p>
              <button type="button" className="underline decoration-line-strong underline-offset-2 hover:text-ink" onClick={() => { onOpen("pages"); }}>
                {isUnderWay(source) ? `${count(ready)} of ${plural(total, "page")} ready` : plural(ready, "page")}
              </button>
              {failed > 0 && <span className="text-danger"> · {count(failed)} failed</span>}
              {source.syncedAt != null && <> · synced <Time at={source.syncedAt} /></>}
            </p>
          )}
          {source.nextSyncAt != null && <p>Next sync <Time at={source.nextSyncAt} /></p>}
        </div>
      </div>
      <span role="status">
        <State source={source} />
      </span>
      <Menu
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${name}`}>
            <EllipsisIcon />
          </Button>
        }
      >
        <MenuItem onSelect={() => void sync()} disabled={source.status === "syncing"}>
          <RefreshCwIcon aria-hidden /> Sync now
        </MenuItem>
        <MenuItem onSelect={() => { onOpen("pages"); }}>
          <FilesIcon aria-hidden /> Pages
        </MenuItem>
        <MenuItem onSelect={() => { onOpen("history"); }}>
          <HistoryIcon aria-hidden /> History
        </MenuItem>
        <MenuItem onSelect={() => { onOpen("settings"); }}>
          <Settings2Icon aria-hidden /> Settings
        </MenuItem>
        <MenuItem tone="danger" onSelect={() => { onOpen("delete"); }}>
          <Trash2Icon aria-hidden /> Delete…
        </MenuItem>
      </Menu>
    </li>
  );
}

function State({ source }: { source: SourceBody }) {
  if (source.status === "syncing") return <Badge tone="warn" live>Syncing</Badge>;
  if (isUnderWay(source)) return <Badge tone="warn" live>Reading</Badge>;
  return source.pages.ready > 0 ? <Badge tone="good">Ready</Badge> : <Badge tone="bad">Failed</Badge>;
}
