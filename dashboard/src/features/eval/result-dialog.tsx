import type { AttemptBody, CaseResultBody, ObservationBody, ScoreBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Badge } from "~/components/ui/badge";
import { Dialog } from "~/components/ui/dialog";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { count, plural } from "~/lib/format";
import { resultQuery } from "./eval";

const TONES = new Map([["pass", "good"], ["fail", "bad"]] as const);

/** Everything about one case of a run: answers, scores with their reasons, sources, calls of tools. */
export function ResultDialog({ result, onClose }: { result: CaseResultBody; onClose: () => void }) {
  const query = useQuery(resultQuery(result.id));
  return (
    <Dialog open shape="wide" onOpenChange={(open) => { if (!open) onClose(); }} title={result.case}>
      {query.isPending && <SkeletonRows />}
      {query.isError && <LoadError query={query} />}
      {query.isSuccess && (
        <div className="space-y-5">
          <Part title="Asked">{query.data.detail.input}</Part>
          {query.data.detail.expected != null && <Part title="Expected">{query.data.detail.expected}</Part>}
          {query.data.detail.attempts?.map((attempt, index) => <Attempt key={index} attempt={attempt} number={index + 1} />)}
        </div>
      )}
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-[0.8125rem] font-medium text-muted">{title}</h3>
      <div className="break-words whitespace-pre-wrap">{children}</div>
    </section>
  );
}

function Attempt({ attempt, number }: { attempt: AttemptBody; number: number }) {
  return (
    <div className="space-y-4 border-t pt-4">
      {attempt.observation == null ? <Part title={`Attempt ${number}`}>{attempt.reason ?? "It was not run."}</Part> : <Answer observation={attempt.observation} number={number} />}
      {(attempt.scores ?? []).length > 0 && (
        <Part title="Scores">
          <ul className="space-y-2">
            {attempt.scores?.map((score, index) => <Score key={index} score={score} />)}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Answer({ observation, number }: { observation: ObservationBody; number: number }) {
  const cost = observation.usage.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);
  return (
    <>
      <Part title={`Answer ${number}`}>{observation.answer}</Part>
      <Part title="Trace">
        <ol className="list-decimal space-y-1 ps-5 text-[0.8125rem] text-muted tabular-nums">
          <li>{observation.retrieved === undefined ? "What was found is not told" : `${plural(observation.retrieved.length, "passage")} found`}</li>
          {observation.usage.map(({ model, inputTokens, outputTokens, costMicros }, index) => (
            <li key={index}>
              {model}: {count(inputTokens)} tokens read, {count(outputTokens)} written{costMicros == null ? "" : `, $${(costMicros / 1_000_000).toFixed(6)}`}
            </li>
          ))}
          {observation.tools?.map(({ name, error }, index) => <li key={`tool ${String(index)}`}>{error == null ? `${name} called` : `${name} called, and failed`}</li>)}
          <li>
            {observation.firstMs != null && `First word after ${count(observation.firstMs)} ms, `}
            {observation.firstMs == null ? "Ended" : "ended"} after {count(observation.totalMs)} ms{cost > 0 && `, $${(cost / 1_000_000).toFixed(6)} in all`}
          </li>
        </ol>
      </Part>
      {observation.error != null && <Part title="Went wrong">{observation.error}</Part>}
      {(observation.tools ?? []).length > 0 && (
        <Part title="Tools">
          <ul className="space-y-1 font-mono text-xs">
            {observation.tools?.map((call, index) => (
              <li key={index}>
                {call.name}({JSON.stringify(call.arguments)}) → {call.output ?? <span className="text-danger">{call.error}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {observation.citations.length > 0 && (
        <Part title="Cited">
          <ul className="space-y-1 text-[0.8125rem]">
            {observation.citations.map(({ marker, title, quote }) => (
              <li key={marker}>
                [{marker}] {title}: <span className="text-muted">{quote}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {(observation.retrieved ?? []).length > 0 && (
        <Part title="Found">
          <ul className="space-y-1 text-[0.8125rem] text-muted">
            {observation.retrieved?.map(({ title, heading, text, score }, index) => (
              <li key={index}>
                <details>
                  <summary className="rounded hover:text-ink">
                    {heading === "" ? title : `${title}, ${heading}`} <span className="tabular-nums">· {score.toFixed(2)}</span>
                  </summary>
                  <p className="mt-1 border-s-2 ps-3 whitespace-pre-wrap">{text}</p>
                </details>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Score({ score }: { score: ScoreBody }) {
  return (
    <li className="flex items-start gap-2.5 text-[0.8125rem]">
      <Badge tone={TONES.get(score.verdict as "pass" | "fail") ?? "neutral"}>{score.check}</Badge>
      <span className="min-w-0">
        {score.reason}
        {(score.votes ?? []).length > 1 && (
          <span className="block whitespace-pre-line text-muted">{score.votes?.map((vote) => `${vote.score}: ${vote.reasoning}`).join("\n")}</span>
        )}
      </span>
    </li>
  );
}
