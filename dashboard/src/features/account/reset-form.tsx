import { zodResolver } from "@hookform/resolvers/zod";
import { resetPassword } from "@parlor/api-client";
import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { showProblem } from "~/lib/form-errors";
import { passwordField } from "./password-field";

const schema = z.object({ password: passwordField });

/** A new password by the token of a link. */
export function ResetForm({ token }: { token: string }) {
  const navigate = useNavigate();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(schema), defaultValues: { password: "" } });
  const submit = handleSubmit(async ({ password }) => {
    try {
      await resetPassword({ body: { token, password }, throwOnError: true });
      toast.success("Your password was changed. Log in with it.");
      await navigate({ to: "/login", replace: true });
    } catch (error) {
      showProblem(error, ["password"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="New password" error={formState.errors.password?.message}>
        {(field) => <Input {...field} {...register("password")} type="password" autoComplete="new-password" className="h-10" />}
      </Field>
      <FormError>{formState.errors.root?.server?.message}</FormError>
      <Button type="submit" size="lg" className="w-full" busy={formState.isSubmitting}>
        Change password
      </Button>
    </form>
  );
}
