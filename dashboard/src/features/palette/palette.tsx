import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { useState } from "react";
import { agentsQuery } from "~/features/agent/agent";
import { useTheme } from "~/lib/theme";
import { PLACES } from "./commands";
import { Keys } from "./keys";
import { useSingleKeys } from "./single-keys";

const ITEM = "flex h-9 cursor-pointer items-center justify-between gap-3 rounded-lg px-3 text-[0.8125rem] data-[selected=true]:bg-sunken";
const GROUP = "px-1.5 pb-1.5 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted";

/** Everything that can be gone to or done, found by typing. */
export default function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const { resolved, choose } = useTheme();
  const [keysOn] = useSingleKeys();
  const [search, setSearch] = useState("");
  const agents = useInfiniteQuery(agentsQuery).data?.pages.flatMap((page) => page.agents) ?? [];
  const run = (action: () => unknown) => () => {
    onClose();
    void action();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      label="Commands"
      overlayClassName="fixed inset-0 z-40 animate-fade bg-black/45"
      contentClassName="fixed top-[14dvh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 animate-rise overflow-hidden rounded-2xl border bg-surface shadow-high outline-none"
    >
      <Command.Input value={search} onValueChange={setSearch} placeholder="Go to, search, switch…" className="h-12 w-full border-b bg-transparent px-4.5 text-base outline-none placeholder:text-muted" />
      <Command.List className="max-h-[50dvh] overflow-y-auto py-1.5">
        <Command.Empty className="px-4 py-6 text-center text-[0.8125rem] text-muted">Nothing found.</Command.Empty>
        <Command.Group heading="Go to" className={GROUP}>
          {PLACES.map(({ label, keys, ...link }) => (
            <Command.Item key={link.to} value={label} onSelect={run(() => navigate(link))} className={ITEM}>
              {label} {keysOn && <Keys keys={keys} />}
            </Command.Item>
          ))}
        </Command.Group>
        {agents.length > 0 && (
          <Command.Group heading="Agents" className={GROUP}>
            {agents.map(({ id, name }) => (
              <Command.Item key={id} value={`${name} ${id}`} onSelect={run(() => navigate({ to: "/dashboard/agents/$id", params: { id } }))} className={ITEM}>
                {name}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        <Command.Group heading="Do" className={GROUP}>
          {search.trim() !== "" && (
            <Command.Item value={`search conversations ${search}`} onSelect={run(() => navigate({ to: "/dashboard/conversations", search: { text: search.trim() } }))} className={ITEM}>
              Search conversations for “{search.trim()}”
            </Command.Item>
          )}
          <Command.Item value="dark light colours" onSelect={run(() => { choose(resolved === "dark" ? "light" : "dark"); })} className={ITEM}>
            Switch to {resolved === "dark" ? "light" : "dark"} colours
          </Command.Item>
          <Command.Item value="keyboard shortcuts help" onSelect={run(onHelp)} className={ITEM}>
            Keyboard shortcuts {keysOn && <Keys keys="?" />}
          </Command.Item>
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
