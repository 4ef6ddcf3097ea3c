import { addCases, type WordingBody } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Select } from "~/components/ui/field";
import { body } from "~/lib/api";
import { plural } from "~/lib/format";
import { messageOf } from "~/lib/problem";
import { casesQuery, evalKeys } from "./eval";
import { type Expectation, type Proposed, proposed, toCases } from "./questions";
import { SuiteFields, useSuiteChoice } from "./suite-choice";

/** Proposes cases of questions that nobody could answer; all that are chosen are saved, or none. */
export default function QuestionsDialog({ agentId, wordings, onClose }: { agentId: string; wordings: readonly WordingBody[]; onClose: () => void }) {
  const queryClient = useQueryClient();
  const suite = useSuiteChoice(agentId);
  const [questions, setQuestions] = useState(() => proposed(wordings));
  const [expectation, setExpectation] = useState<Expectation>("answered");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const change = (index: number, part: Partial<Proposed>) => { setQuestions(questions.map((one, at) => (at === index ? { ...one, ...part } : one))); };
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const id = await suite.settle();
      if (id === undefined) return;
      const { cases: known } = await queryClient.query(casesQuery(id));
      const cases = toCases(questions, expectation, known.map((one) => one.case.name));
      if (cases.length === 0) {
        setProblem("Choose a question.");
        return;
      }
      await body(addCases({ path: { id }, body: { cases }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      toast.success(`${plural(cases.length, "test case")} saved`);
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open shape="wide" onOpenChange={(open) => { if (!open) onClose(); }} title="Make test cases" description="Questions that nobody could answer, each as it was asked. Choose and change them.">
      <form className="space-y-4" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <fieldset>
          <legend className="mb-1.5 text-[0.8125rem] font-medium">Questions</legend>
          <ul className="space-y-2">
            {questions.map(({ chosen, input, conversationId }, index) => (
              <li key={`${conversationId}/${String(index)}`} className="flex items-center gap-3">
                <input type="checkbox" aria-label={`Take “${input}”`} checked={chosen} className="size-4 shrink-0 accent-accent" onChange={({ target }) => { change(index, { chosen: target.checked }); }} />
                <Input aria-label={`Question ${String(index + 1)}`} value={input} disabled={!chosen} autoComplete="off" onChange={({ target }) => { change(index, { input: target.value }); }} />
              </li>
            ))}
          </ul>
        </fieldset>
        <Field label="What is expected">
          {(control) => (
            <Select {...control} value={expectation} onChange={({ target }) => { setExpectation(target.value as Expectation); }}>
              <option value="answered">The agent answers and cites a document</option>
              <option value="declined">The agent declines to answer</option>
            </Select>
          )}
        </Field>
        <SuiteFields choice={suite} />
        <FormError>{problem}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={busy}>
            Save cases
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
