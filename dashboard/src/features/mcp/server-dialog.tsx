import { zodResolver } from "@hookform/resolvers/zod";
import { createMcpServer, type McpServerBody, updateMcpServer } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Textarea } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { mcpServersQuery } from "./mcp";
import { fromServer, serverSchema, toHeaders } from "./server-form";

interface DialogProps {
  agentId: string;
  /** The server to edit; a new one without it. */
  server?: McpServerBody;
  onClose: () => void;
  /** Is told of a new server: its tools are what comes next. */
  onCreated?: (server: McpServerBody) => void;
}

/** Adds or edits an MCP server. */
export function ServerDialog({ agentId, server, onClose, onCreated }: DialogProps) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, formState } = useForm({ resolver: zodResolver(serverSchema), defaultValues: fromServer(server) });
  const { errors } = formState;
  const submit = handleSubmit(async ({ name, url, headers }) => {
    try {
      const values = toHeaders(headers);
      const missing = Object.entries(values).find(([, value]) => value === null);
      if (server === undefined && missing !== undefined) {
        setError("headers", { message: `${missing[0]} has no value` });
        return;
      }
      if (server === undefined) {
        const created = await body(createMcpServer({ path: { id: agentId }, body: { name, url, headers: values as Record<string, string> }, throwOnError: true }));
        onCreated?.(created);
      } else {
        await body(updateMcpServer({ path: { id: server.id }, body: { name, url, headers: values, version: server.version }, throwOnError: true }));
        onClose();
      }
      await queryClient.invalidateQueries({ queryKey: mcpServersQuery(agentId).queryKey });
    } catch (error) {
      showProblem(error, ["name", "url", "headers"], setError);
    }
  });
  const title = server === undefined ? "New MCP server" : `Edit ${server.name}`;
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={title}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Name" hint="What you call it. The names of its tools begin with it." error={errors.name?.message}>
          {(field) => <Input {...field} {...register("name")} autoComplete="off" />}
        </Field>
        <Field label="Address" hint="Speaks streamable HTTP." error={errors.url?.message}>
          {(field) => <Input {...field} {...register("url")} type="url" placeholder="https://mcp.shop.example/mcp" autoComplete="off" />}
        </Field>
        <Field
          label="Headers"
          hint={server === undefined ? "One a line. Their values are sealed and never shown again." : "One a line. A name without a value keeps the value that is stored."}
          error={errors.headers?.message}
        >
          {(field) => (
            <Textarea {...field} {...register("headers")} rows={3} placeholder="Authorization: Bearer …" className="font-mono text-[0.8125rem]" spellCheck={false} autoCapitalize="none" />
          )}
        </Field>
        <FormError>{errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            {server === undefined ? "Add server" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
