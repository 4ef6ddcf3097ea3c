import { zodResolver } from "@hookform/resolvers/zod";
import { changePassword } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { showProblem } from "~/lib/form-errors";
import { sessionsQuery } from "./account";
import { passwordField } from "./password-field";

const schema = z.object({ current: z.string().min(1, "Enter your password"), password: passwordField });

/** The old password for a new one; every other session ends. */
export function PasswordForm() {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, reset, formState } = useForm({ resolver: zodResolver(schema), defaultValues: { current: "", password: "" } });
  const submit = handleSubmit(async (values) => {
    try {
      await changePassword({ body: values, throwOnError: true });
      reset();
      toast.success("Your password was changed. Your other sessions have ended.");
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    } catch (error) {
      showProblem(error, ["current", "password"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="Current password" error={formState.errors.current?.message}>
        {(field) => <Input {...field} {...register("current")} type="password" autoComplete="current-password" />}
      </Field>
      <Field label="New password" error={formState.errors.password?.message}>
        {(field) => <Input {...field} {...register("password")} type="password" autoComplete="new-password" />}
      </Field>
      <FormError>{formState.errors.root?.server?.message}</FormError>
      <Button type="submit" variant="secondary" busy={formState.isSubmitting}>
        Change password
      </Button>
    </form>
  );
}
