import { pushSuite, type PushSuiteResponse, type SuiteBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { FormError } from "~/components/ui/field";
import { accountQuery } from "~/features/account/account";
import { body } from "~/lib/api";
import { messageOf } from "~/lib/problem";
import { langfuseQuery } from "./langfuse";

/** Writes a suite as a dataset, for who may and when the agent is connected. */
export default function PushSuite({ suite }: { suite: SuiteBody }) {
  const connection = useQuery(langfuseQuery(suite.agentId)).data;
  const role = useQuery(accountQuery).data?.member.role;
  const [open, setOpen] = useState(false);
  if (connection == null || role === undefined || role === "viewer") return null;
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => { setOpen(true); }}>
        Push to Langfuse
      </Button>
      {open && <PushDialog suite={suite} host={connection.host} onClose={() => { setOpen(false); }} />}
    </>
  );
}

function PushDialog({ suite, host, onClose }: { suite: SuiteBody; host: string; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<PushSuiteResponse>();
  const [refusal, setRefusal] = useState<string>();
  const push = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      setDone(await body(pushSuite({ path: { id: suite.id }, throwOnError: true })));
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title="Push to Langfuse"
      description={`Writes the dataset “${suite.name}” at ${host}: an item for each case. Items that were pushed from here and whose cases are gone are archived.`}
    >
      <div className="space-y-4">
        <div role="status">{done !== undefined && <Outcome done={done} />}</div>
        <FormError>{refusal}</FormError>
        <div className="flex justify-end">
          {done === undefined ? <Button busy={busy} onClick={() => void push()}>Push suite</Button> : <Button onClick={onClose}>Done</Button>}
        </div>
      </div>
    </Dialog>
  );
}

function Outcome({ done }: { done: PushSuiteResponse }) {
  const figures = [["Written", done.written], ["Unchanged", done.unchanged], ["Archived", done.archived]] as const;
  return (
    <dl className="grid grid-cols-3 divide-x rounded-lg border text-center">
      {figures.map(([name, count]) => (
        <div key={name} className="flex flex-col-reverse px-3 py-3">
          <dt className="text-xs text-muted">{name}</dt>
          <dd className="text-lg font-semibold tabular-nums">{count}</dd>
        </div>
      ))}
    </dl>
  );
}
