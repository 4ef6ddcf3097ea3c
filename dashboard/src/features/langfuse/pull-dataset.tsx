import { pullDataset } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input } from "~/components/ui/field";
import { accountQuery } from "~/features/account/account";
import { evalKeys } from "~/features/eval/eval";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { plural } from "~/lib/format";
import { langfuseQuery } from "./langfuse";

/** Makes a suite of a dataset, for who may and when the agent is connected. */
export default function PullDataset({ agentId }: { agentId: string }) {
  const connection = useQuery(langfuseQuery(agentId)).data;
  const role = useQuery(accountQuery).data?.member.role;
  const [open, setOpen] = useState(false);
  if (connection == null || role === undefined || role === "viewer") return null;
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => { setOpen(true); }}>
        Pull a dataset
      </Button>
      {open && <PullDialog agentId={agentId} onClose={() => { setOpen(false); }} />}
    </>
  );
}

function PullDialog({ agentId, onClose }: { agentId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { dataset: "" } });
  const submit = handleSubmit(async ({ dataset }) => {
    try {
      const suite = await body(pullDataset({ path: { id: agentId }, body: { dataset: dataset.trim() }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      toast.success(`${plural(suite.caseCount, "case")} pulled`);
      await navigate({ to: "/dashboard/agents/$id/evals/suites/$suiteId", params: { id: agentId, suiteId: suite.id } });
    } catch (error) {
      showProblem(error, ["dataset"], setError);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title="Pull a dataset" description="Each of its items becomes a case of a new suite of the same name.">
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Dataset" error={formState.errors.dataset?.message}>
          {(field) => <Input {...field} {...register("dataset", { validate: (name) => name.trim() !== "" || "Enter its name." })} placeholder="support/returns" autoComplete="off" />}
        </Field>
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Pull dataset
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
