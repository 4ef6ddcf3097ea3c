import { Link } from "@tanstack/react-router";
import { CheckIcon } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { cn } from "~/lib/cn";
import { type Progress, stepsDone } from "./progress";

const STEPS = 4;

/** The way from an empty account to an answer on a website. Each step ticks itself. */
export function FirstSteps({ progress }: { progress: Progress }) {
  const { agent, hasKnowledge, wasTried, hasEmbedKey } = progress;
  const done = stepsDone(progress);
  const id = agent?.id;
  return (
    <Card>
      <header className="flex items-center justify-between gap-4 px-5 py-4">
        <h2 className="text-[0.9375rem] font-semibold tracking-[-0.01em]">{done === STEPS ? "You are set up" : "First steps"}</h2>
        <span className="text-xs text-muted tabular-nums">
          {done} of {STEPS}
        </span>
      </header>
      <ol className="divide-y border-t">
        <Step n={1} isDone={agent !== undefined} title="Create an agent" text="A name and a few lines of instructions.">
          <Link to="/dashboard/agents/new" className={buttonStyle({ size: "sm" })}>
            Create agent
          </Link>
        </Step>
        <Step n={2} isDone={hasKnowledge} title="Give it a document" text="It answers from what you upload and cites the passage.">
          {id !== undefined && (
            <Link to="/dashboard/agents/$id/knowledge" params={{ id }} className={buttonStyle({ size: "sm" })}>
              Upload
            </Link>
          )}
        </Step>
        <Step n={3} isDone={wasTried} title="Try it" text="Ask something in the preview beside the editor.">
          {id !== undefined && (
            <Link to="/dashboard/agents/$id" params={{ id }} className={buttonStyle({ size: "sm" })}>
              Open preview
            </Link>
          )}
        </Step>
        <Step n={4} isDone={hasEmbedKey} title="Put it on your website" text="One line of HTML with a key that works only there.">
          {id !== undefined && (
            <Link to="/dashboard/agents/$id/embed" params={{ id }} className={buttonStyle({ size: "sm" })}>
              Get the snippet
            </Link>
          )}
        </Step>
      </ol>
    </Card>
  );
}

function Step({ n, isDone, title, text, children }: { n: number; isDone: boolean; title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex min-h-17 items-center gap-4 px-5 py-3">
      <span
        className={cn(
          "grid size-7 shrink-0 place-items-center rounded-full border text-xs font-medium text-muted tabular-nums",
          isDone && "border-transparent bg-accent text-on-accent",
        )}
      >
        {isDone ? <CheckIcon className="size-3.5" aria-label="Done" /> : n}
      </span>
      <div className="min-w-0 flex-1">
        <p className={cn("font-medium", isDone && "text-muted")}>{title}</p>
        <p className="text-[0.8125rem] text-muted">{text}</p>
      </div>
      {!isDone && children}
    </li>
  );
}
