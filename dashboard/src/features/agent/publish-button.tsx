import { type AgentBody, publishAgent } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { agentKeys } from "./agent";

/** Makes the saved draft what visitors get, with a note for the history. */
export function PublishButton({ agent, isPublished }: { agent: AgentBody; isPublished: boolean | undefined }) {
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const { register, handleSubmit, reset, setError, formState } = useForm({ defaultValues: { note: "" } });
  const submit = handleSubmit(async ({ note }) => {
    try {
      const trimmed = note.trim();
      const live = await body(publishAgent({ path: { id: agent.id }, body: { version: agent.version, ...(trimmed === "" ? {} : { note: trimmed }) }, throwOnError: true }));
      queryClient.setQueryData(agentKeys.one(agent.id), live);
      await queryClient.invalidateQueries({ queryKey: agentKeys.all });
      toast.success(`Version ${live.publishedVersion} is live`);
      setOpen(false);
      reset();
    } catch (error) {
      showProblem(error, ["note"], setError);
    }
  });
  return (
    <>
      <Button
        disabled={isPublished === true}
        title={isPublished === true ? "The saved draft is what visitors get" : undefined}
        onClick={() => {
          setOpen(true);
        }}
      >
        Publish
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Publish the saved draft" description="Visitors get it from their next message on. Earlier versions stay in the history.">
        <form onSubmit={(event) => void submit(event)} className="space-y-4">
          <Field label="What changed?" aside="Optional" error={formState.errors.note?.message}>
            {(control) => <Input {...control} {...register("note")} maxLength={500} autoComplete="off" />}
          </Field>
          <FormError>{formState.errors.root?.server?.message}</FormError>
          <div className="flex justify-end">
            <Button type="submit" busy={formState.isSubmitting}>
              Publish
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
