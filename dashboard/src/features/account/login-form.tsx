import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { showProblem } from "~/lib/form-errors";
import { safeReturnPath } from "~/lib/return-path";
import { logIn } from "./account";

const schema = z.object({
  email: z.email("Enter an email address"),
  password: z.string().min(1, "Enter your password"),
});

export function LoginForm({ next }: { next: string | undefined }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(schema), defaultValues: { email: "", password: "" } });
  const submit = handleSubmit(async (values) => {
    try {
      await logIn(values, queryClient);
      await router.navigate({ href: safeReturnPath(next), replace: true });
    } catch (error) {
      showProblem(error, ["email", "password"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="Email" error={formState.errors.email?.message}>
        {(control) => <Input {...control} {...register("email")} type="email" autoComplete="username" className="h-10" />}
      </Field>
      <Field label="Password" error={formState.errors.password?.message}>
        {(control) => <Input {...control} {...register("password")} type="password" autoComplete="current-password" className="h-10" />}
      </Field>
      <FormError>{formState.errors.root?.server?.message}</FormError>
      <Button type="submit" size="lg" className="w-full" busy={formState.isSubmitting}>
        Log in
      </Button>
    </form>
  );
}
