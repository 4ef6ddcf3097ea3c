import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Textarea } from "~/components/ui/field";
import { showProblem } from "~/lib/form-errors";
import { addQuestion } from "./add-question";
import { documentKeys } from "./document";

const schema = z.object({
  question: z.string().trim().min(1, "Write the question").max(300, "At most 300 characters"),
  answer: z.string().trim().min(1, "Write the answer").max(20_000, "At most 20,000 characters"),
});

/** Takes one question, perhaps one that was asked, with the answer that the agent is to give. */
export function QuestionDialog({ agentId, question = "", onClose }: { agentId: string; question?: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(schema), defaultValues: { question, answer: "" } });
  const submit = handleSubmit(async (values) => {
    try {
      await addQuestion(agentId, values);
      await queryClient.invalidateQueries({ queryKey: documentKeys.list(agentId) });
      toast.success("The answer was added");
      onClose();
    } catch (error) {
      showProblem(error, ["question", "answer"], setError);
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title="Write a question and its answer"
      description="The agent finds it by the question and cites it like a document."
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Question" error={formState.errors.question?.message}>
          {(control) => <Input {...control} {...register("question")} placeholder="Are you open on Sundays?" />}
        </Field>
        <Field label="Answer" hint="Markdown works." error={formState.errors.answer?.message}>
          {(control) => <Textarea {...control} {...register("answer")} rows={6} />}
        </Field>
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <Button type="submit" busy={formState.isSubmitting}>
          Add the answer
        </Button>
      </form>
    </Dialog>
  );
}
