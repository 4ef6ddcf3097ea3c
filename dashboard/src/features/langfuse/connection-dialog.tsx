import { zodResolver } from "@hookform/resolvers/zod";
import { connectLangfuse, type LangfuseBody } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { connectionSchema, fromConnection, toConnection } from "./connection-form";
import { langfuseQuery } from "./langfuse";

interface DialogProps {
  agentId: string;
  /** The connection to change; a new one without it. */
  stored?: LangfuseBody | undefined;
  onClose: () => void;
}

/** Connects an agent with its Langfuse project, or changes how it is connected. */
export function ConnectionDialog({ agentId, stored, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(connectionSchema(stored)), defaultValues: fromConnection(stored) });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    try {
      const connection = await body(connectLangfuse({ path: { id: agentId }, body: toConnection(values), throwOnError: true }));
      queryClient.setQueryData(langfuseQuery(agentId).queryKey, connection);
      toast.success("The connection is saved");
      onClose();
    } catch (error) {
      showProblem(error, ["host", "publicKey", "secretKey", "prompt.name", "prompt.label", "hookSecret"], setError);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={stored === undefined ? "Connect Langfuse" : "Change the connection"}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Host" error={errors.host?.message}>
          {(field) => <Input {...field} {...register("host")} type="url" autoComplete="off" />}
        </Field>
        <Field label="Public key" error={errors.publicKey?.message}>
          {(field) => <Input {...field} {...register("publicKey")} placeholder="pk-lf-…" autoComplete="off" spellCheck={false} autoCapitalize="none" />}
        </Field>
        <Field
          label="Secret key"
          hint={stored === undefined ? "Sealed and never shown again." : "Left empty, the one that is stored stays."}
          error={errors.secretKey?.message}
        >
          {(field) => <Input {...field} {...register("secretKey")} type="password" placeholder="sk-lf-…" autoComplete="new-password" />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Prompt" aside="Optional" hint="The draft can take its instructions from it." error={errors.prompt?.name?.message}>
            {(field) => <Input {...field} {...register("prompt.name")} autoComplete="off" />}
          </Field>
          <Field label="Label" aside="Optional" error={errors.prompt?.label?.message}>
            {(field) => <Input {...field} {...register("prompt.label")} placeholder="production" autoComplete="off" />}
          </Field>
        </div>
        <Field
          label="Webhook’s signing secret"
          aside="Optional"
          hint={stored?.signed === true ? "Left empty, the one that is stored stays." : "Langfuse shows it when you add the webhook. Sealed and never shown again."}
          error={errors.hookSecret?.message}
        >
          {(field) => <Input {...field} {...register("hookSecret")} type="password" autoComplete="new-password" />}
        </Field>
        {stored?.signed === true && (
          <label className="flex items-start gap-3 text-[0.8125rem]">
            <input type="checkbox" className="mt-0.5 size-4 accent-accent" {...register("forgetHookSecret")} />
            <span>Forget the stored signing secret: the webhook is no longer listened to</span>
          </label>
        )}
        <label className="flex items-start gap-3 text-[0.8125rem]">
          <input type="checkbox" className="mt-0.5 size-4 accent-accent" {...register("reportRuns")} />
          <span>Report every run that has ended, questions and answers included, as an experiment</span>
        </label>
        <FormError>{errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            {stored === undefined ? "Connect" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
