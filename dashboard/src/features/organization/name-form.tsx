import { type AccountBody, updateOrganization } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { keepAccount } from "~/features/account/account";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";

/** The organization's name. */
export function NameForm({ account }: { account: AccountBody }) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, reset, formState } = useForm({ defaultValues: { name: account.organization.name } });
  const submit = handleSubmit(async ({ name }) => {
    try {
      const organization = await body(updateOrganization({ body: { name }, throwOnError: true }));
      keepAccount({ ...account, organization }, queryClient);
      reset({ name: organization.name });
      toast.success("Saved");
    } catch (error) {
      showProblem(error, ["name"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="Name" error={formState.errors.name?.message}>
        {(field) => <Input {...field} {...register("name")} maxLength={80} autoComplete="organization" />}
      </Field>
      <FormError>{formState.errors.root?.server?.message}</FormError>
      <Button type="submit" variant="secondary" disabled={!formState.isDirty} busy={formState.isSubmitting}>
        Save name
      </Button>
    </form>
  );
}
