import { type AgreementBody, type Judgement, setLabel } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { Field, Input } from "~/components/ui/field";
import { accountQuery } from "~/features/account/account";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { evalKeys, labelsQuery, percent } from "./eval";

/** Answers that a model judged, for people to judge too, and how far the two agree. Nothing to see for a suite without judges. */
export function LabelsCard({ suiteId }: { suiteId: string }) {
  const query = useQuery(labelsQuery(suiteId));
  const role = useQuery(accountQuery).data?.member.role;
  if (query.data === undefined) return null;
  const { queue, agreement } = query.data;
  if (queue.length === 0 && agreement.length === 0) return null;
  const [next] = queue;
  const mayLabel = role !== undefined && role !== "viewer";
  return (
    <Card>
      <CardHeader title="Human labels">Know your judge before you trust it: say yourself what you think of answers that a model judged.</CardHeader>
      {agreement.length > 0 && (
        <CardBody>
          <Agreement rows={agreement} />
        </CardBody>
      )}
      {mayLabel && next !== undefined && (
        <CardBody>
          <JudgementForm key={`${next.resultId}/${String(next.place)}`} judgement={next} />
        </CardBody>
      )}
      {next === undefined && <p className="border-t px-5 py-4 text-[0.8125rem] text-muted">Everything that was judged is labelled.</p>}
    </Card>
  );
}

function Agreement({ rows }: { rows: readonly AgreementBody[] }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div tabIndex={0} role="region" aria-label="Agreement of judges and people" className="overflow-x-auto rounded-lg border">
      <table className="w-full text-[0.8125rem] tabular-nums">
        <thead className="bg-sunken">
          <tr>
            <th scope="col" className="px-3 py-2 text-start font-medium">Judge</th>
            <th scope="col" className="px-3 py-2 text-end font-medium">Labels</th>
            <th scope="col" className="px-3 py-2 text-end font-medium">Agreement</th>
            <th scope="col" className="px-3 py-2 text-end font-medium">Cohen’s kappa</th>
            <th scope="col" className="px-3 py-2 text-end font-medium">Too kind</th>
            <th scope="col" className="px-3 py-2 text-end font-medium">Too strict</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(({ judge, labels, agreement, kappa, onlyJudgePassed, onlyPeoplePassed }) => (
            <tr key={judge}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal">{judge}</th>
              <td className="px-3 py-1.5 text-end">{labels}</td>
              <td className="px-3 py-1.5 text-end">{percent(agreement)}</td>
              <td className="px-3 py-1.5 text-end">{kappa == null ? "–" : kappa.toFixed(2)}</td>
              <td className="px-3 py-1.5 text-end">{onlyJudgePassed}</td>
              <td className="px-3 py-1.5 text-end">{onlyPeoplePassed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One judgement. What the judge said is hidden at first, so that it sways nobody. */
function JudgementForm({ judgement }: { judgement: Judgement }) {
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState<boolean>();
  const label = async (passes: boolean) => {
    setBusy(passes);
    try {
      await body(setLabel({ path: { id: judgement.resultId }, body: { place: judgement.place, passes, note }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <div className="space-y-3">
      <p className="text-[0.8125rem] text-muted">
        {judgement.case} · <span className="font-medium text-ink">{judgement.judge}</span>
      </p>
      <p className="w-fit max-w-full rounded-2xl bg-tint px-4 py-2.5 whitespace-pre-wrap wrap-anywhere">{judgement.input}</p>
      <p className="w-fit max-w-full rounded-2xl border bg-surface px-4 py-2.5 whitespace-pre-wrap wrap-anywhere">{judgement.answer}</p>
      {judgement.expected != null && <p className="text-[0.8125rem] text-muted">A good answer: {judgement.expected}</p>}
      <details className="text-[0.8125rem]">
        <summary className="rounded text-muted hover:text-ink">What the judge said</summary>
        <div className="mt-2 flex items-start gap-2.5">
          <Badge tone={judgement.passed ? "good" : "bad"}>{judgement.passed ? "pass" : "fail"}</Badge>
          <ul className="min-w-0 space-y-1">
            {judgement.votes.map(({ score, reasoning }, index) => <li key={index}>{score}: {reasoning}</li>)}
          </ul>
        </div>
      </details>
      <Field label="Note" aside="Optional">
        {(control) => <Input {...control} value={note} maxLength={2_000} autoComplete="off" onChange={({ target }) => { setNote(target.value); }} />}
      </Field>
      <div className="flex gap-2">
        <Button variant="secondary" busy={busy === true} disabled={busy !== undefined} onClick={() => void label(true)}>
          It passes
        </Button>
        <Button variant="secondary" busy={busy === false} disabled={busy !== undefined} onClick={() => void label(false)}>
          It does not
        </Button>
      </div>
    </div>
  );
}
