import type { AgentBody } from "@parlor/api-client";
import { RotateCcwIcon } from "lucide-react";
import { useRef } from "react";
import { Button } from "~/components/ui/button";
import { Skeleton } from "~/components/ui/skeleton";
import { cn } from "~/lib/cn";
import { useOrigin } from "~/lib/origin";
import { messageOf } from "~/lib/problem";
import { useTheme } from "~/lib/theme";
import { usePanelHost } from "./use-panel-host";

/** The real chat panel, answering with the saved draft. */
export function Preview({ agent, className }: { agent: AgentBody; className?: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { state, error, restart } = usePanelHost(frame, agent);
  const { resolved } = useTheme();
  const origin = useOrigin();
  const source = `/panel?${new URLSearchParams({ agent: agent.id, parent: origin, preview: "1" }).toString()}`;
  return (
    <section aria-label="Preview" className={cn("flex flex-col overflow-hidden rounded-2xl border bg-surface shadow-lift", className)}>
      <header className="flex h-11 shrink-0 items-center justify-between border-b ps-4 pe-1.5">
        <h2 className="text-[0.8125rem] font-medium">
          Preview <span className="font-normal text-muted">· saved draft</span>
        </h2>
        <Button variant="ghost" size="icon-sm" aria-label="Start the preview over" title="Start over" onClick={restart}>
          <RotateCcwIcon />
        </Button>
      </header>
      <div className="relative min-h-0 flex-1">
        {/* The scheme of the frame's element must match its document, else the browser paints a white backdrop. */}
        <iframe ref={frame} src={source} title={`Preview of ${agent.name}`} className={cn("size-full border-0", resolved === "dark" ? "scheme-dark" : "scheme-light")} />
        {state === "loading" && <PreviewSkeleton />}
        {state === "failed" && (
          <div role="alert" className="absolute inset-0 grid place-items-center bg-surface p-6 text-center text-muted">
            <div>
              <p>{messageOf(error)}</p>
              <Button variant="secondary" size="sm" className="mt-3" onClick={restart}>
                Try again
              </Button>
            </div>
          </div>
        )}
      </div>
    </section>
  );
}

function PreviewSkeleton() {
  return (
    <div aria-hidden className="absolute inset-0 flex flex-col gap-3 bg-surface p-5">
      <Skeleton className="h-12 w-3/4 rounded-2xl" />
      <Skeleton className="h-8 w-1/2 rounded-2xl" />
      <Skeleton className="mt-auto h-11 w-full rounded-2xl" />
    </div>
  );
}
