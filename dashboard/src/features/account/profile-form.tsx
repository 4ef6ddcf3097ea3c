import { type AccountBody, updateAccount } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { keepAccount } from "./account";

/** How to address the member. */
export function ProfileForm({ account }: { account: AccountBody }) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, reset, formState } = useForm({ defaultValues: { name: account.member.name ?? "" } });
  const submit = handleSubmit(async ({ name }) => {
    try {
      const saved = await body(updateAccount({ body: { name: name.trim() === "" ? null : name }, throwOnError: true }));
      keepAccount(saved, queryClient);
      reset({ name: saved.member.name ?? "" });
      toast.success("Saved");
    } catch (error) {
      showProblem(error, ["name"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      <Field label="Name" hint="Other members see it beside what you do." error={formState.errors.name?.message}>
        {(field) => <Input {...field} {...register("name")} maxLength={80} autoComplete="name" />}
      </Field>
      <FormError>{formState.errors.root?.server?.message}</FormError>
      <Button type="submit" variant="secondary" disabled={!formState.isDirty} busy={formState.isSubmitting}>
        Save name
      </Button>
    </form>
  );
}
