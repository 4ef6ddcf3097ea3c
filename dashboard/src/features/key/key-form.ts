import type { CreateKey } from "@parlor/api-client";
import { z } from "zod";
import { toOrigins } from "./origins";
import { originsField } from "./origins-field";
import { SCOPE_VALUES } from "./scopes";

/** The form of a new key. Fields of the kind that was not chosen are kept but not sent. */
export const keySchema = z
  .object({
    name: z.string().trim().min(1, "Name the key").max(80, "At most 80 characters"),
    kind: z.enum(["publishable", "secret"]),
    agentIds: z.array(z.string()),
    allowedOrigins: originsField,
    scopes: z.array(z.enum(SCOPE_VALUES)),
  })
  .superRefine((form, context) => {
    const require = (path: keyof typeof form, isGiven: boolean, message: string) => {
      if (!isGiven) context.addIssue({ code: "custom", path: [path], message });
    };
    if (form.kind === "publishable") {
      require("agentIds", form.agentIds.length > 0, "Choose at least one agent");
      require("allowedOrigins", form.allowedOrigins !== "", "Name at least one website");
    } else {
      require("scopes", form.scopes.length > 0, "Choose at least one");
    }
  });

export type KeyForm = z.infer<typeof keySchema>;

export const EMPTY_KEY: KeyForm = { name: "", kind: "publishable", agentIds: [], allowedOrigins: "", scopes: ["chat"] };

/** The request for a filled form. */
export function toCreateKey({ name, kind, agentIds, allowedOrigins, scopes }: KeyForm): CreateKey {
  return kind === "publishable"
    ? { name, kind, agentIds, allowedOrigins: toOrigins(allowedOrigins) }
    : { name, kind, scopes, ...(agentIds.length > 0 ? { agentIds } : {}) };
}
