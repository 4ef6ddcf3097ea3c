import { createSuite } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { evalKeys } from "./eval";

/** Names a suite; its cases are written on its own page. */
export function NewSuite({ agentId, onClose }: { agentId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { name: "" } });
  const submit = handleSubmit(async ({ name }) => {
    try {
      const suite = await body(createSuite({ path: { id: agentId }, body: { name: name.trim() }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      await navigate({ to: "/dashboard/agents/$id/evals/suites/$suiteId", params: { id: agentId, suiteId: suite.id } });
    } catch (error) {
      showProblem(error, ["name"], setError);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title="New suite">
      <form onSubmit={(event) => void submit(event)} className="space-y-4">
        <Field label="Name" error={formState.errors.name?.message}>
          {(control) => <Input {...control} {...register("name", { required: "Give it a name." })} maxLength={120} autoComplete="off" />}
        </Field>
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Create suite
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
