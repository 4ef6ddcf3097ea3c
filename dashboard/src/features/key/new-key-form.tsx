import { zodResolver } from "@hookform/resolvers/zod";
import { type CreatedKey, createKey } from "@parlor/api-client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { CheckList } from "~/components/ui/check-list";
import { Field, FormError, Input, Select, Textarea } from "~/components/ui/field";
import { agentsQuery } from "~/features/agent/agent";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { keysQuery } from "./key";
import { EMPTY_KEY, keySchema, toCreateKey } from "./key-form";
import { SCOPES } from "./scopes";

/** Name, kind, and what the key may do: origins and agents for a web page, scopes for a server. */
export function NewKeyForm({ onCreated }: { onCreated: (key: CreatedKey) => void }) {
  const queryClient = useQueryClient();
  const agents = useInfiniteQuery(agentsQuery).data?.pages.flatMap((page) => page.agents) ?? [];
  const { register, control, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(keySchema), defaultValues: EMPTY_KEY });
  const { errors } = formState;
  const kind = useWatch({ control, name: "kind" });
  const submit = handleSubmit(async (form) => {
    try {
      onCreated(await body(createKey({ body: toCreateKey(form), throwOnError: true })));
      await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
    } catch (error) {
      showProblem(error, ["name", "kind", "agentIds", "allowedOrigins", "scopes"], setError);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field label="Name" hint="Where it is used, so that you know it again." error={errors.name?.message}>
        {(field) => <Input {...field} {...register("name")} autoComplete="off" />}
      </Field>
      <Field label="Kind" error={errors.kind?.message}>
        {(field) => (
          <Select {...field} {...register("kind")}>
            <option value="publishable">Publishable: for a web page</option>
            <option value="secret">Secret: for your server</option>
          </Select>
        )}
      </Field>
      <CheckList
        legend="Agents"
        hint={kind === "secret" ? "None checked means all of them." : "Which agents the page may show."}
        error={errors.agentIds?.message}
        options={agents.map(({ id, name }) => ({ value: id, label: name }))}
        register={register("agentIds")}
      />
      {kind === "publishable" ? (
        <Field label="Websites" hint="One per line, such as https://www.example.com" error={errors.allowedOrigins?.message}>
          {(field) => <Textarea {...field} {...register("allowedOrigins")} rows={2} className="font-mono text-[0.8125rem]" spellCheck={false} autoCapitalize="none" />}
        </Field>
      ) : (
        <CheckList legend="May" error={errors.scopes?.message} options={SCOPES} register={register("scopes")} />
      )}
      <FormError>{errors.root?.server?.message}</FormError>
      <div className="flex justify-end">
        <Button type="submit" busy={formState.isSubmitting}>
          Create key
        </Button>
      </div>
    </form>
  );
}
