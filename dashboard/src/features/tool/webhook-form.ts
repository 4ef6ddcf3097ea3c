import type { CreateTool, ToolBody } from "@parlor/api-client";
import { z } from "zod";

const NO_ARGUMENTS = JSON.stringify({ type: "object", properties: {} }, null, 2);

/** JSON text of an object, or nothing. */
export const jsonObject = z.string().superRefine((text, context) => {
  if (asObject(text) === undefined) context.addIssue({ code: "custom", message: "This is not a JSON object" });
});

/** The form of a webhook tool. */
export const webhookSchema = z.object({
  name: z.string().trim().regex(/^[A-Za-z0-9_-]{1,64}$/, "Use 1 to 64 letters, digits, _ and -"),
  description: z.string().trim().min(1, "Say what it does and when to use it").max(1024, "At most 1024 characters"),
  url: z.url({ protocol: /^https?$/, error: "This is not a web address" }),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  parameters: jsonObject,
  policy: z.enum(["allowed", "ask_visitor"]),
});

export type WebhookForm = z.infer<typeof webhookSchema>;

/** What the form starts with: an empty webhook, or the one that is edited. */
export function fromTool(tool?: ToolBody): WebhookForm {
  return {
    name: tool?.name ?? "",
    description: tool?.description ?? "",
    url: tool?.url ?? "",
    method: tool?.method ?? "POST",
    parameters: tool === undefined ? NO_ARGUMENTS : JSON.stringify(tool.parameters, null, 2),
    policy: tool?.policy ?? "allowed",
  };
}

/** The request for a filled form. */
export function toRequest(form: WebhookForm): CreateTool {
  return { ...form, parameters: asObject(form.parameters) ?? {} };
}

/** Reads JSON text that must be an object; empty text stands for an empty one. */
export function asObject(text: string): Record<string, unknown> | undefined {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
