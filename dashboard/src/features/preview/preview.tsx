import type { AgentBody } from "@parlor/api-client";
import { RotateCcwIcon } from "lucide-react";
import { useRef } from "react";
import { Button } from "~/components/ui/button";
import { cn } from "~/lib/cn";
import { messageOf } from "~/lib/problem";
import { useOrigin } from "~/lib/origin";
import { useTheme } from "~/lib/theme";
import { PreviewCover, PreviewSkeleton } from "./preview-cover";
import { usePanelHost } from "./use-panel-host";

/** The real chat panel, answering with the saved draft. */
export function Preview({ agent, className }: { agent: AgentBody; className?: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const origin = useOrigin();
  const { resolved } = useTheme();
  const scheme = agent.draft.theme.scheme;
  // What follows the visitor's system follows this page's choice here.
  const theme = scheme === "light" || scheme === "dark" ? scheme : resolved;
  const { state, error, open, restart, retry } = usePanelHost(frame, agent, theme);
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
        {/* A frame whose scheme differs from its document's gets a white backdrop from the browser. */}
        <iframe
          ref={frame}
          src={source}
          title={`Preview of ${agent.name}`}
          className={cn("size-full border-0", theme === "dark" ? "scheme-dark" : "scheme-light")}
        />
        {state === "loading" && <PreviewSkeleton />}
        {state === "closed" && (
          <PreviewCover action="Open the chat" onAction={open}>
            A visitor would see only the button now.
          </PreviewCover>
        )}
        {state === "failed" && (
          <PreviewCover action="Try again" onAction={retry} isAlert>
            {messageOf(error)}
          </PreviewCover>
        )}
      </div>
    </section>
  );
}
