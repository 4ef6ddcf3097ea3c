import { zodResolver } from "@hookform/resolvers/zod";
import { createAgent } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { Button, buttonStyle } from "~/components/ui/button";
import { Field, FormError, Input, Textarea } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { agentKeys } from "./agent";
import { LIMITS } from "./limits";
import { STARTERS } from "./starters";
import { TokenCount } from "./token-count";

const schema = z.object({
  name: z.string().trim().min(1, "Give the agent a name").max(LIMITS.name, `At most ${LIMITS.name} characters`),
  systemPrompt: z.string().trim().min(1, "Say what the agent should do").max(LIMITS.systemPrompt, `At most ${LIMITS.systemPrompt} characters`),
  greeting: z.string().trim().max(LIMITS.greeting, `At most ${LIMITS.greeting} characters`),
});

export function NewAgentForm() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { register, control, handleSubmit, setError, setValue, formState } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: "", systemPrompt: "", greeting: "" },
  });
  const { errors } = formState;
  const prompt = useWatch({ control, name: "systemPrompt" });
  const submit = handleSubmit(async ({ greeting, ...values }) => {
    try {
      const agent = await body(createAgent({ body: greeting === "" ? values : { ...values, greeting }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: agentKeys.all });
      await navigate({ to: "/dashboard/agents/$id/knowledge", params: { id: agent.id } });
    } catch (error) {
      showProblem(error, ["name", "systemPrompt", "greeting"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
      <Field label="Name" hint="Visitors see it at the top of the chat." error={errors.name?.message}>
        {(field) => <Input {...field} {...register("name")} autoComplete="off" />}
      </Field>
      <div>
        <Field label="Instructions" aside={<TokenCount text={prompt} />} error={errors.systemPrompt?.message}>
          {(field) => <Textarea {...field} {...register("systemPrompt")} rows={9} placeholder="You help customers of …" />}
        </Field>
        <div className="mt-2.5 flex flex-wrap items-center gap-2">
          <span className="text-xs text-muted">Start from</span>
          {STARTERS.map((starter) => (
            <Button
              key={starter.name}
              variant="secondary"
              size="sm"
              className="h-7 rounded-full text-xs"
              onClick={() => {
                setValue("systemPrompt", starter.prompt, { shouldDirty: true, shouldValidate: formState.isSubmitted });
              }}
            >
              {starter.name}
            </Button>
          ))}
        </div>
      </div>
      <Field label="Greeting" aside="Optional" hint="The first thing a visitor reads." error={errors.greeting?.message}>
        {(field) => <Input {...field} {...register("greeting")} placeholder="Hi! What can I help you with?" autoComplete="off" />}
      </Field>
      <FormError>{errors.root?.server?.message}</FormError>
      <div className="flex justify-end gap-2">
        <Link to="/dashboard/agents" className={buttonStyle({ variant: "ghost" })}>
          Cancel
        </Link>
        <Button type="submit" busy={formState.isSubmitting}>
          Create agent
        </Button>
      </div>
    </form>
  );
}
