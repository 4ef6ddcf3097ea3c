import { type AgentBody, rollbackAgent } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Confirm } from "~/components/ui/confirm";
import { Dialog } from "~/components/ui/dialog";
import { alertsQuery } from "~/features/alert/alert";
import { evalKeys } from "~/features/eval/eval";
import { GateRefusal } from "~/features/eval/gate-refusal";
import { body } from "~/lib/api";
import { Problem } from "~/lib/problem";
import { agentKeys } from "./agent";

/** Asks, and makes an earlier version live again; with the way around a gate that refuses it. */
export function Rollback({ agent, to, onClose }: { agent: AgentBody; to: number; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<Problem>();
  const finish = async (rolled: AgentBody) => {
    queryClient.setQueryData(agentKeys.one(agent.id), rolled);
    await queryClient.invalidateQueries({ queryKey: agentKeys.all });
    await queryClient.invalidateQueries({ queryKey: evalKeys.all });
    await queryClient.invalidateQueries({ queryKey: alertsQuery.queryKey });
    toast.success(`Version ${to} is live again`);
    onClose();
  };
  const run = async () => {
    try {
      await finish(await body(rollbackAgent({ path: { id: agent.id }, body: { version: to }, throwOnError: true })));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "gate_closed") throw error;
      setRefusal(error);
    }
  };
  const change = (open: boolean) => { if (!open && refusal === undefined) onClose(); };
  if (refusal !== undefined) {
    return (
      <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={`Version ${to} does not pass`}>
        <GateRefusal agent={agent} problem={refusal} rollbackTo={to} onLive={finish} onLeave={onClose} />
      </Dialog>
    );
  }
  return (
    <Confirm open onOpenChange={change} title={`Roll back to version ${to}?`} action="Roll back" onConfirm={run}>
      Visitors get it from their next message on. The draft is replaced by it too.
    </Confirm>
  );
}
