import type { AgentBody } from "@parlor/api-client";
import { Link } from "@tanstack/react-router";
import { MessageSquareIcon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Preview } from "~/features/preview/preview";
import { useMedia } from "~/lib/media";
import { useTitle } from "~/lib/title";
import { AgentTabs } from "./agent-tabs";
import { PublishButton } from "./publish-button";
import { useIsPublished } from "./use-is-published";

// Seldom there, and never what somebody waits for.
const AlertBanner = lazy(() => import("~/features/alert/alert-banner"));

/** Head, tabs and live preview around everything that belongs to one agent. */
export function AgentFrame({ agent, children }: { agent: AgentBody; children: ReactNode }) {
  const beside = useMedia("(min-width: 80rem)");
  const [trying, setTrying] = useState(false);
  const isPublished = useIsPublished(agent);
  useTitle(agent.name);
  return (
    <>
      <Link to="/dashboard/agents" className="mb-2 inline-block rounded text-[0.8125rem] text-muted hover:text-ink">
        ← Agents
      </Link>
      <header className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          <h1 className="truncate text-[1.375rem] leading-8 font-semibold tracking-[-0.02em]">{agent.name}</h1>
          <Badge tone="good">Live v{agent.publishedVersion}</Badge>
          {isPublished === false && <Badge tone="warn">Unpublished changes</Badge>}
        </div>
        <div className="flex gap-2">
          {!beside && (
            <Button
              variant="secondary"
              onClick={() => {
                setTrying(true);
              }}
            >
              <MessageSquareIcon aria-hidden /> Try it
            </Button>
          )}
          <PublishButton agent={agent} isPublished={isPublished} />
        </div>
      </header>
      <Suspense>
        <AlertBanner agent={agent} />
      </Suspense>
      <AgentTabs id={agent.id} />
      <div className="mt-6 grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_23.5rem]">
        <div className="min-w-0 space-y-5">{children}</div>
        {beside && <Preview agent={agent} className="sticky top-6 h-[calc(100dvh-13.5rem)] max-h-180 min-h-112" />}
      </div>
      {!beside && (
        <Dialog open={trying} onOpenChange={setTrying} title="Preview" description="The saved draft, in the real chat panel.">
          <Preview agent={agent} className="h-[min(36rem,62dvh)]" />
        </Dialog>
      )}
    </>
  );
}
