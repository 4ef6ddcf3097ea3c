import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input } from "~/components/ui/field";
import { found } from "~/features/account/account";
import { showProblem } from "~/lib/form-errors";

const schema = z.object({ name: z.string().trim().min(1, "Give it a name").max(80, "At most 80 characters") });

/** Another organization, owned by whoever creates it. */
export function NewOrganizationDialog({ onClose }: { onClose: () => void }) {
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(schema), defaultValues: { name: "" } });
  const submit = handleSubmit(async ({ name }) => {
    try {
      await found(name);
    } catch (error) {
      showProblem(error, ["name"], setError);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title="New organization" description="It has its own agents, keys and members. You own it.">
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Name" error={formState.errors.name?.message}>
          {(field) => <Input {...field} {...register("name")} autoComplete="organization" />}
        </Field>
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Create organization
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
