import { caseFromMessage, type MessageBody } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Textarea } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { evalKeys } from "./eval";
import { isDisliked, type LivedForm, proposal, toCase } from "./lived-case";
import { SuiteFields, useSuiteChoice } from "./suite-choice";
import { Tick } from "./tick";

interface LivedCaseProps {
  agentId: string;
  conversationId: string;
  message: MessageBody;
  /** What the visitor asked. */
  question: string;
  onClose: () => void;
}

/** Makes a case of an answer that a visitor got. */
export default function LivedCaseDialog({ agentId, conversationId, message, question, onClose }: LivedCaseProps) {
  const queryClient = useQueryClient();
  const suite = useSuiteChoice(agentId);
  const { register, handleSubmit, setError, control, formState } = useForm<LivedForm>({ defaultValues: proposal(message, question) });
  const { errors } = formState;
  const disliked = isDisliked(message);
  const compared = useWatch({ control, name: "answer" }).trim() !== "";
  const submit = handleSubmit(async (form) => {
    try {
      const id = await suite.settle();
      if (id === undefined) return;
      const made = await body(caseFromMessage({ path: { id }, body: toCase(form, conversationId, message.id), throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      toast.success(`“${made.case.name}” is a test case now`);
      onClose();
    } catch (error) {
      showProblem(error, ["name"], setError);
    }
  });
  return (
    <Dialog
      open
      shape="wide"
      onOpenChange={(open) => { if (!open) onClose(); }}
      title="Save as test case"
      description="The question and what was said before it become a case. Who asked is not taken along."
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <blockquote className="rounded-lg bg-sunken px-3 py-2 wrap-anywhere">{question}</blockquote>
        <SuiteFields choice={suite} />
        <Field label="Name" error={errors.name?.message} hint="Unique in the suite.">
          {(field) => <Input {...field} {...register("name")} maxLength={120} autoComplete="off" />}
        </Field>
        <Field label={disliked ? "What would have been right" : "A good answer"} aside={disliked ? undefined : "Optional"} hint={disliked ? "The visitor did not like this answer, so nothing of it is expected." : undefined}>
          {(field) => <Textarea {...field} {...register("answer")} rows={3} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="The answer must contain" hint="One a line.">
            {(field) => <Textarea {...field} {...register("facts")} rows={2} />}
          </Field>
          <Field label="It must cite" hint="Documents by title, one a line.">
            {(field) => <Textarea {...field} {...register("sources")} rows={2} />}
          </Field>
        </div>
        <fieldset className="space-y-2">
          <legend className="mb-1.5 text-[0.8125rem] font-medium">Checks</legend>
          <Tick register={register("answers")}>It does not decline to answer</Tick>
          <Tick register={register("cites")} hint="When no document is named above.">It cites some document</Tick>
          <Tick register={register("similar")} disabled={!compared} hint="Free and fast; needs the answer above.">It is close in meaning to the answer above</Tick>
          <Tick register={register("correct")} disabled={!compared} hint="Costs a call of the model each time; needs the answer above.">A model judges that it agrees with the answer above</Tick>
        </fieldset>
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
