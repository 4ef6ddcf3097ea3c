import type { AttemptBody, CaseResultBody, ObservationBody, ScoreBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Badge } from "~/components/ui/badge";
import { Dialog } from "~/components/ui/dialog";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
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
      <p className="text-xs text-muted tabular-nums">
        {observation.totalMs} ms{cost > 0 && ` · $${(cost / 1_000_000).toFixed(6)}`}
      </p>
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
            {observation.retrieved?.map(({ title, heading }, index) => (
              <li key={index}>{heading === "" ? title : `${title}, ${heading}`}</li>
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
          <span className="block text-muted">{score.votes?.map((vote) => `${vote.score}: ${vote.reasoning}`).join("\n")}</span>
        )}
      </span>
    </li>
  );
}
