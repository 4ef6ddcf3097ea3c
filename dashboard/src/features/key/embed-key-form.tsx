import { zodResolver } from "@hookform/resolvers/zod";
import { type AgentBody, type CreatedKey, createKey } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Field, FormError, Textarea } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { useOrigin } from "~/lib/origin";
import { keysQuery } from "./key";
import { originsField } from "./origins-field";
import { toOrigins } from "./origins";

const schema = z
  .object({ allowedOrigins: originsField, page: z.boolean() })
  .refine(({ allowedOrigins, page }) => page || allowedOrigins !== "", { path: ["allowedOrigins"], message: "Name at least one website" });

/** Asks for the websites and makes the key that their pages carry. */
export function EmbedKeyForm({ agent, onCreated }: { agent: AgentBody; onCreated: (key: CreatedKey) => void }) {
  const queryClient = useQueryClient();
  const host = useOrigin();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(schema), defaultValues: { allowedOrigins: "", page: false } });
  const submit = handleSubmit(async ({ allowedOrigins, page }) => {
    try {
      const key = await body(
        createKey({
          body: { name: `${agent.name} on the web`, kind: "publishable", agentIds: [agent.id], allowedOrigins: [...toOrigins(allowedOrigins), ...(page ? [host] : [])] },
          throwOnError: true,
        }),
      );
      onCreated(key);
      await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
    } catch (error) {
      showProblem(error, ["allowedOrigins"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="Websites" hint="One per line, such as https://www.example.com" error={formState.errors.allowedOrigins?.message}>
        {(control) => <Textarea {...control} {...register("allowedOrigins")} rows={2} className="font-mono text-[0.8125rem]" spellCheck={false} autoCapitalize="none" />}
      </Field>
      <label className="flex items-start gap-2.5 text-[0.8125rem]">
        <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...register("page")} />
        Also a page of its own on this server, to link to
      </label>
      <FormError>{formState.errors.root?.server?.message}</FormError>
      <Button type="submit" busy={formState.isSubmitting}>
        Create snippet
      </Button>
    </form>
  );
}
