import { type AgentBody, publishAgent } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input } from "~/components/ui/field";
import { evalKeys } from "~/features/eval/eval";
import { GateRefusal } from "~/features/eval/gate-refusal";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { Problem } from "~/lib/problem";
import { agentKeys } from "./agent";

/** Makes the saved draft what visitors get, with a note for the history. */
export function PublishButton({ agent, isPublished }: { agent: AgentBody; isPublished: boolean | undefined }) {
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const { register, handleSubmit, reset, setError, formState } = useForm({ defaultValues: { note: "" } });
  const [refusal, setRefusal] = useState<Problem>();
  const change = (shown: boolean) => {
    setOpen(shown);
    if (!shown) setRefusal(undefined);
  };
  const finish = async (live: AgentBody) => {
    queryClient.setQueryData(agentKeys.one(agent.id), live);
    await queryClient.invalidateQueries({ queryKey: agentKeys.all });
    await queryClient.invalidateQueries({ queryKey: evalKeys.all });
    toast.success(`Version ${live.publishedVersion} is live`);
    change(false);
    reset();
  };
  const submit = handleSubmit(async ({ note }) => {
    setRefusal(undefined);
    try {
      const trimmed = note.trim();
      const live = await body(publishAgent({ path: { id: agent.id }, body: { version: agent.version, ...(trimmed === "" ? {} : { note: trimmed }) }, throwOnError: true }));
      await finish(live);
    } catch (error) {
      if (error instanceof Problem && error.code === "gate_closed") {
        setRefusal(error);
        await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      } else showProblem(error, ["note"], setError);
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
      <Dialog open={open} onOpenChange={change} title="Publish the saved draft" description="Visitors get it from their next message on. Earlier versions stay in the history.">
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
        {refusal !== undefined && (
          <div className="mt-5">
            <GateRefusal agent={agent} problem={refusal} onLive={finish} onLeave={() => { change(false); }} />
          </div>
        )}
      </Dialog>
    </>
  );
}
