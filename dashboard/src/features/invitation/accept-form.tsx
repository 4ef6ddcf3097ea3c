import type { InvitationView } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { join } from "~/features/account/account";
import { passwordField } from "~/features/account/password-field";
import { showProblem } from "~/lib/form-errors";

/** Joins with the account's password, or with a new one for somebody who has no account. */
export function AcceptForm({ token, invitation }: { token: string; invitation: InvitationView }) {
  const { hasAccount } = invitation;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { name: "", password: "" } });
  const submit = handleSubmit(async ({ name, password }) => {
    const problem = hasAccount ? undefined : passwordField.safeParse(password).error?.issues[0]?.message;
    if (problem !== undefined) {
      setError("password", { message: problem }, { shouldFocus: true });
      return;
    }
    try {
      await join({ token, password, ...(name.trim() === "" ? {} : { name }) }, queryClient);
      await navigate({ to: "/dashboard", replace: true });
    } catch (error) {
      showProblem(error, ["name", "password"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="Email">{(field) => <Input {...field} value={invitation.email} readOnly autoComplete="username" className="h-10" />}</Field>
      {!hasAccount && (
        <Field label="Name" aside="Optional" error={formState.errors.name?.message}>
          {(field) => <Input {...field} {...register("name")} maxLength={80} autoComplete="name" className="h-10" />}
        </Field>
      )}
      <Field label={hasAccount ? "Your password" : "Choose a password"} error={formState.errors.password?.message}>
        {(field) => <Input {...field} {...register("password")} type="password" autoComplete={hasAccount ? "current-password" : "new-password"} className="h-10" />}
      </Field>
      <FormError>{formState.errors.root?.server?.message}</FormError>
      <Button type="submit" size="lg" className="w-full" busy={formState.isSubmitting}>
        Join {invitation.organization}
      </Button>
    </form>
  );
}
