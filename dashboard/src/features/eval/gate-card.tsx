import type { AgentBody, FaultBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { accountQuery } from "~/features/account/account";
import { gateQuery, hour } from "./eval";
import { GateDialog } from "./gate-dialog";
import { GateBadge } from "./states";

const MEANING = {
  open: "Drafts are published without being tested. Choose suites that a draft must pass first.",
  passed: "The saved draft passes. It may be published.",
  missing: "The saved draft has not been evaluated as it is. Evaluations begin when the draft, a tool or a document changes, and when somebody tries to publish it.",
  running: "The saved draft is being evaluated.",
  failed: "The saved draft cannot be published.",
} as const;

/** What a draft must pass before visitors get it, and whether it does. */
export function GateCard({ agent }: { agent: AgentBody }) {
  const query = useQuery(gateQuery(agent.id));
  const role = useQuery(accountQuery).data?.member.role;
  const [editing, setEditing] = useState(false);
  if (query.isPending) return <Card><SkeletonRows /></Card>;
  if (query.isError) return <LoadError query={query} />;
  const gate = query.data;
  const mayManage = role === "owner" || role === "admin";
  return (
    <Card>
      <CardHeader
        title="Publish gate"
        action={
          <div className="flex items-center gap-2">
            <GateBadge state={gate.state} />
            {mayManage && (
              <Button variant="secondary" size="sm" onClick={() => { setEditing(true); }}>
                Change…
              </Button>
            )}
          </div>
        }
      >
        {MEANING[gate.state]}
        {gate.outdated.length > 0 && ` Since its last run ${since(gate.outdated)} changed.`}
        {gate.settings.nightly != null && ` The live version is evaluated each night at ${hour(gate.settings.nightly)}.`}
      </CardHeader>
      {gate.faults.length > 0 && (
        <CardBody>
          <Faults faults={gate.faults} />
        </CardBody>
      )}
      {gate.runId != null && (
        <CardBody>
          <Link to="/dashboard/agents/$id/evals/runs/$runId" params={{ id: agent.id, runId: gate.runId }} className="rounded text-[0.8125rem] font-medium text-accent hover:underline">
            See the draft’s run
          </Link>
        </CardBody>
      )}
      {editing && <GateDialog agentId={agent.id} settings={gate.settings} onClose={() => { setEditing(false); }} />}
    </Card>
  );
}

const CHANGED = { draft: "the draft", knowledge: "the documents", tools: "the tools", suites: "the suites" } as const;

function since(outdated: readonly (keyof typeof CHANGED)[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(outdated.map((what) => CHANGED[what]));
}

/** What does not pass, suite by suite. */
function Faults({ faults }: { faults: readonly FaultBody[] }) {
  return (
    <ul className="space-y-1.5 rounded-lg border border-danger/25 bg-danger-tint px-3 py-2 text-[0.8125rem] text-danger">
      {faults.map(({ suite, case: name, reason }) => (
        <li key={`${suite}/${name ?? ""}`} className="break-words">
          <span className="font-medium">{name == null ? suite : `${suite} / ${name}`}</span>: {reason}
        </li>
      ))}
    </ul>
  );
}
