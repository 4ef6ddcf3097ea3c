import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { Field, Input, Select, Textarea } from "~/components/ui/field";
import type { WebhookForm } from "./webhook-form";

/** What is asked about a webhook. */
export function WebhookFields({ register, errors }: { register: UseFormRegister<WebhookForm>; errors: FieldErrors<WebhookForm> }) {
  return (
    <>
      <Field label="Name" hint="What the model calls it by, such as get_order." error={errors.name?.message}>
        {(field) => <Input {...field} {...register("name")} autoComplete="off" spellCheck={false} autoCapitalize="none" className="font-mono text-[0.8125rem]" />}
      </Field>
      <Field label="Description" hint="What it does, and when the agent should use it." error={errors.description?.message}>
        {(field) => <Textarea {...field} {...register("description")} rows={2} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
        <Field label="Address" error={errors.url?.message}>
          {(field) => <Input {...field} {...register("url")} type="url" placeholder="https://shop.example/tools/order" autoComplete="off" />}
        </Field>
        <Field label="Method" error={errors.method?.message}>
          {(field) => (
            <Select {...field} {...register("method")}>
              {["POST", "GET", "PUT", "PATCH", "DELETE"].map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field label="Arguments" hint="A JSON Schema of type object. Calls that break it are never made." error={errors.parameters?.message}>
        {(field) => <Textarea {...field} {...register("parameters")} rows={6} className="font-mono text-[0.8125rem]" spellCheck={false} autoCapitalize="none" />}
      </Field>
      <Field label="Consent" hint="Ask for whatever changes something." error={errors.policy?.message}>
        {(field) => (
          <Select {...field} {...register("policy")}>
            <option value="allowed">The agent may call it by itself</option>
            <option value="ask_visitor">Ask the visitor each time</option>
          </Select>
        )}
      </Field>
    </>
  );
}
