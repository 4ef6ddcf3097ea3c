import type { AgentBody } from "@parlor/api-client";
import { lazy, Suspense } from "react";
import { GateCard } from "./gate-card";
import { RunList } from "./run-list";
import { SuiteList } from "./suite-list";

const LangfuseCard = lazy(() => import("~/features/langfuse/langfuse-card"));

/** What an agent is tested with, what came of it, and what publishing demands. */
export function Evals({ agent }: { agent: AgentBody }) {
  return (
    <>
      <GateCard agent={agent} />
      <SuiteList agentId={agent.id} />
      <RunList agentId={agent.id} />
      <Suspense>
        <LangfuseCard agentId={agent.id} />
      </Suspense>
    </>
  );
}
