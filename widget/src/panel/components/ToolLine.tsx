/** What a tool does for the answer, and the question whether it may. */
import type { ToolBlock } from "@parlor/chat-client";

import { fill, type PanelWords } from "../../i18n/panel-words";
import { usePanel } from "../context";
import { useStore } from "../visitor";

const SAID: Readonly<Record<ToolBlock["state"], keyof PanelWords>> = {
  running: "toolRunning",
  answered: "toolRunning",
  asking: "approvalQuestion",
  done: "toolDone",
  failed: "toolFailed",
  denied: "toolDenied",
};

export function ToolLine({ block }: { block: ToolBlock }) {
  const { words } = usePanel();
  const { store } = useStore();
  const said = fill(words[SAID[block.state]], { tool: spaced(block.name) });
  const { approvalId } = block;
  if (block.state !== "asking" || approvalId === null) return <p className={`tool ${block.state}`}>{said}</p>;
  return (
    <div className="approval" role="group" aria-label={said}>
      <p>{said}</p>
      {block.input !== undefined && <pre dir="ltr">{JSON.stringify(block.input, null, 2)}</pre>}
      <button type="button" className="solid-button" onClick={() => void store.decide(approvalId, true)}>{words.approve}</button>
      <button type="button" className="plain-button" onClick={() => void store.decide(approvalId, false)}>{words.deny}</button>
    </div>
  );
}

/** `look_up-order` as people write it. */
function spaced(name: string): string {
  return name.replace(/[_-]+/g, " ").trim();
}
