import { type CaseBody, createCase, replaceCase } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Select, Textarea } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { Problem } from "~/lib/problem";
import { type CaseForm, type CaseRows, EMPTY, fromForm, isList, isPositive, placeOf, toForm, toRows } from "./case-form";
import { CheckEditor } from "./check-editor";
import { evalKeys } from "./eval";
import { TurnEditor } from "./turn-editor";

const NO_LIST = "Must be a JSON list, as in the documentation.";
const NO_NUMBER = "Must be a number above 0.";
const MONO = "font-mono text-[0.8125rem]";

/** Writes a case, or changes one. */
export default function CaseDialog({ suiteId, stored, onClose }: { suiteId: string; stored: CaseBody | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, formState } = useForm<CaseForm>({ defaultValues: stored === undefined ? EMPTY : toForm(stored.case) });
  const [rows, setRows] = useState<CaseRows>(() => (stored === undefined ? { turns: [], checks: [] } : toRows(stored.case)));
  const [checkError, setCheckError] = useState<string>();
  const { errors } = formState;
  const refuse = (error: unknown) => {
    const about = error instanceof Problem ? error.fields.find(({ path }) => path === "case") : undefined;
    if (error instanceof SyntaxError) setCheckError(error.message);
    else if (about === undefined) showProblem(error, ["name", "input"], setError);
    else {
      const place = placeOf(about.message);
      if (place === "checks") setCheckError(about.message);
      else setError(place, { type: "server", message: about.message }, { shouldFocus: true });
    }
  };
  const submit = handleSubmit(async (form) => {
    setCheckError(undefined);
    try {
      const input = fromForm(form, rows);
      await body(stored === undefined ? createCase({ path: { id: suiteId }, body: input, throwOnError: true }) : replaceCase({ path: { id: stored.id }, body: input, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      onClose();
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog open shape="wide" onOpenChange={(open) => { if (!open) onClose(); }} title={stored === undefined ? "New case" : stored.case.name} description="A question, and what a good answer has.">
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        {stored?.origin != null && <Origin conversationId={stored.origin.conversationId} />}
        <Field label="Name" error={errors.name?.message}>
          {(control) => <Input {...control} {...register("name", { required: "Give it a name." })} maxLength={120} autoComplete="off" />}
        </Field>
        <TurnEditor turns={rows.turns} onChange={(turns) => { setRows({ ...rows, turns }); }} />
        <Field label="The visitor says" error={errors.input?.message}>
          {(control) => <Textarea {...control} {...register("input", { required: "Write what the visitor says." })} rows={2} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="The answer must contain" hint="One a line.">
            {(control) => <Textarea {...control} {...register("facts")} rows={3} />}
          </Field>
          <Field label="It must cite" hint="Documents by title, one a line.">
            {(control) => <Textarea {...control} {...register("sources")} rows={3} />}
          </Field>
          <Field label="A good answer" aside="Optional" hint="For checks that compare.">
            {(control) => <Textarea {...control} {...register("answer")} rows={2} />}
          </Field>
          <Field label="Must it decline?">
            {(control) => (
              <Select {...control} {...register("refusal")}>
                <option value="">Does not matter</option>
                <option value="true">It must decline</option>
                <option value="false">It must not decline</option>
              </Select>
            )}
          </Field>
        </div>
        <CheckEditor legend="Further checks" error={checkError} rows={rows.checks} onChange={(checks) => { setRows({ ...rows, checks }); }} />
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="Tags" hint="Between commas.">
            {(control) => <Input {...control} {...register("tags")} autoComplete="off" />}
          </Field>
          <Field label="Weight" aside="1" error={errors.weight?.message}>
            {(control) => <Input {...control} {...register("weight", { validate: (text) => isPositive(text) || NO_NUMBER })} inputMode="decimal" autoComplete="off" />}
          </Field>
          <Field label="Asked so often" aside="As the suite" error={errors.repeat?.message}>
            {(control) => <Input {...control} {...register("repeat", { validate: (text) => isPositive(text) || NO_NUMBER })} inputMode="numeric" autoComplete="off" />}
          </Field>
        </div>
        <details>
          <summary className="rounded text-[0.8125rem] text-muted hover:text-ink">Tools</summary>
          <div className="mt-3 space-y-4">
            <Field label="Tools that must be called" aside="JSON" error={errors.tools?.message} hint='Such as [{"name": "get_order", "arguments": {"id": {"equals": "A7"}}}].'>
              {(control) => <Textarea {...control} {...register("tools", { validate: (text) => isList(text) || NO_LIST })} rows={2} spellCheck={false} className={MONO} />}
            </Field>
            <Field label="What tools answer" aside="JSON" error={errors.toolResults?.message} hint='Such as [{"name": "get_order", "result": {"status": "sent"}}]. Nothing outside is called.'>
              {(control) => <Textarea {...control} {...register("toolResults", { validate: (text) => isList(text) || NO_LIST })} rows={2} spellCheck={false} className={MONO} />}
            </Field>
          </div>
        </details>
        <FormError>{errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Save case
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Origin({ conversationId }: { conversationId: string | null | undefined }) {
  if (conversationId == null) return <p className="text-[0.8125rem] text-muted">Made of a conversation that was erased.</p>;
  return (
    <p className="text-[0.8125rem] text-muted">
      Made of{" "}
      <Link to="/dashboard/conversations/$id" params={{ id: conversationId }} className="rounded font-medium text-accent hover:underline">
        a conversation
      </Link>
      .
    </p>
  );
}
