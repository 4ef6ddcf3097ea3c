import { type CaseBody, createCase, replaceCase } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Select, Textarea } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { type CaseForm, EMPTY, fromForm, isList, toForm } from "./case-form";
import { evalKeys } from "./eval";

const NO_LIST = "Must be a JSON list, as in the documentation.";

/** Writes a case, or changes one. */
export function CaseDialog({ suiteId, stored, onClose }: { suiteId: string; stored: CaseBody | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, formState } = useForm<CaseForm>({ defaultValues: stored === undefined ? EMPTY : toForm(stored.case) });
  const { errors } = formState;
  const submit = handleSubmit(async (form) => {
    try {
      const input = fromForm(form, stored?.case);
      await body(stored === undefined ? createCase({ path: { id: suiteId }, body: input, throwOnError: true }) : replaceCase({ path: { id: stored.id }, body: input, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      onClose();
    } catch (error) {
      showProblem(error, ["name", "input"], setError);
    }
  });
  return (
    <Dialog open shape="wide" onOpenChange={(open) => { if (!open) onClose(); }} title={stored === undefined ? "New case" : stored.case.name} description="A question, and what a good answer has.">
      <form onSubmit={(event) => void submit(event)} className="space-y-4">
        <Field label="Name" error={errors.name?.message}>
          {(control) => <Input {...control} {...register("name", { required: "Give it a name." })} maxLength={120} autoComplete="off" />}
        </Field>
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
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
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
        <Field label="Further checks" aside="JSON" error={errors.checks?.message} hint='Such as [{"lacks": "sorry"}, {"length": {"max": 60, "unit": "words"}}, {"faithful": {}}].'>
          {(control) => <Textarea {...control} {...register("checks", { validate: (text) => isList(text) || NO_LIST })} rows={3} spellCheck={false} className="font-mono text-[0.8125rem]" />}
        </Field>
        <Field label="What tools answer" aside="JSON" error={errors.toolResults?.message} hint='Such as [{"name": "get_order", "result": {"status": "sent"}}]. Nothing outside is called.'>
          {(control) => <Textarea {...control} {...register("toolResults", { validate: (text) => isList(text) || NO_LIST })} rows={2} spellCheck={false} className="font-mono text-[0.8125rem]" />}
        </Field>
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
