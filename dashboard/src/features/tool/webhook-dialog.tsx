import { zodResolver } from "@hookform/resolvers/zod";
import { createTool, type ToolBody, updateTool } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { CodeBlock } from "~/components/ui/code-block";
import { Dialog } from "~/components/ui/dialog";
import { FormError } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { toolsQuery } from "./tool";
import { WebhookFields } from "./webhook-fields";
import { fromTool, toRequest, webhookSchema } from "./webhook-form";

interface DialogProps {
  agentId: string;
  /** The webhook to edit; a new one without it. */
  tool?: ToolBody;
  onClose: () => void;
}

/** Makes or edits a webhook. A new one's signing secret is shown once. */
export function WebhookDialog({ agentId, tool, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  const [secret, setSecret] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(webhookSchema), defaultValues: fromTool(tool) });
  const close = (open: boolean) => { if (!open) onClose(); };
  const submit = handleSubmit(async (form) => {
    try {
      if (tool === undefined) {
        const created = await body(createTool({ path: { id: agentId }, body: toRequest(form), throwOnError: true }));
        setSecret(created.secret ?? undefined);
      } else {
        await body(updateTool({ path: { id: tool.id }, body: { ...toRequest(form), version: tool.version }, throwOnError: true }));
        onClose();
      }
      await queryClient.invalidateQueries({ queryKey: toolsQuery(agentId).queryKey });
    } catch (error) {
      showProblem(error, ["name", "description", "url", "method", "parameters", "policy"], setError);
    }
  });
  if (secret !== undefined) {
    return (
      <Dialog open onOpenChange={close} title="The webhook is ready" description="Your server checks requests with this secret (Standard Webhooks). Copy it now: it cannot be shown again.">
        <CodeBlock label="Signing secret" code={secret} />
        <div className="mt-4 flex justify-end">
          <Button onClick={onClose}>Done</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={close} title={tool === undefined ? "New webhook" : `Edit ${tool.name}`}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <WebhookFields register={register} errors={formState.errors} />
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            {tool === undefined ? "Create webhook" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
