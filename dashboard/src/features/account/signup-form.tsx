import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { showProblem } from "~/lib/form-errors";
import { signUp } from "./account";

const MIN_PASSWORD = 8;

const schema = z.object({
  name: z.string().trim(),
  organization: z.string().trim().min(1, "Name your organization"),
  email: z.email("Enter an email address"),
  password: z.string().min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters`),
});

export function SignupForm() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: "", organization: "", email: "", password: "" },
  });
  const { errors } = formState;
  const submit = handleSubmit(async ({ name, ...values }) => {
    try {
      await signUp(name === "" ? values : { ...values, name }, queryClient);
      await navigate({ to: "/dashboard" });
    } catch (error) {
      showProblem(error, ["name", "organization", "email", "password"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="Organization" error={errors.organization?.message}>
        {(control) => <Input {...control} {...register("organization")} autoComplete="organization" className="h-10" />}
      </Field>
      <Field label="Your name" aside="Optional" error={errors.name?.message}>
        {(control) => <Input {...control} {...register("name")} autoComplete="name" className="h-10" />}
      </Field>
      <Field label="Email" error={errors.email?.message}>
        {(control) => <Input {...control} {...register("email")} type="email" autoComplete="username" className="h-10" />}
      </Field>
      <Field label="Password" hint={`At least ${MIN_PASSWORD} characters.`} error={errors.password?.message}>
        {(control) => <Input {...control} {...register("password")} type="password" autoComplete="new-password" className="h-10" />}
      </Field>
      <FormError>{errors.root?.server?.message}</FormError>
      <Button type="submit" size="lg" className="w-full" busy={formState.isSubmitting}>
        Create account
      </Button>
    </form>
  );
}
