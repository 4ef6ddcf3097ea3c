import { zodResolver } from "@hookform/resolvers/zod";
import { testTool, type ToolBody, type ToolTrial } from "@parlor/api-client";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { CodeBlock } from "~/components/ui/code-block";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Textarea } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { asObject, jsonObject } from "./webhook-form";

const schema = z.object({ arguments: jsonObject });

/** Calls a tool once, really, and shows all that was said. */
export function TryTool({ tool, onClose }: { tool: ToolBody; onClose: () => void }) {
  const [trial, setTrial] = useState<ToolTrial>();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(schema), defaultValues: { arguments: "{}" } });
  const submit = handleSubmit(async (form) => {
    try {
      setTrial(await body(testTool({ path: { id: tool.id }, body: { arguments: asObject(form.arguments) ?? {} }, throwOnError: true })));
    } catch (error) {
      setTrial(undefined);
      showProblem(error, ["arguments"], setError);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={`Try ${tool.name}`} description={tool.kind === "webhook" ? "Calls your server for real, signed like every other call." : "Calls it for real."} shape="wide">
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Arguments" hint="A JSON object." error={formState.errors.arguments?.message}>
          {(field) => <Textarea {...field} {...register("arguments")} rows={4} className="font-mono text-[0.8125rem]" spellCheck={false} autoCapitalize="none" />}
        </Field>
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Call it
          </Button>
        </div>
      </form>
      {trial !== undefined && <Outcome trial={trial} />}
    </Dialog>
  );
}

function Outcome({ trial }: { trial: ToolTrial }) {
  const { request, response, output } = trial;
  return (
    <div role="status" className="mt-5 space-y-3 border-t pt-4">
      <p className="flex flex-wrap items-center gap-2 text-[0.8125rem]">
        <Badge tone={trial.ok ? "good" : "bad"}>{trial.ok ? "It worked" : "It failed"}</Badge>
        <span className="text-muted">{trial.error ?? `after ${String(trial.tookMs)} ms`}</span>
      </p>
      {request != null && <CodeBlock label="Request" code={`${request.method} ${request.url}\n${lines(request.headers)}\n\n${request.body}`} />}
      {output !== undefined && output !== null && <CodeBlock label="Answer" code={typeof output === "string" ? output : JSON.stringify(output, null, 2)} />}
      {response != null && <CodeBlock label="Response" code={`${String(response.status)}\n${lines(response.headers)}\n\n${response.body}`} />}
    </div>
  );
}

function lines(headers: Record<string, string>): string {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n");
}
