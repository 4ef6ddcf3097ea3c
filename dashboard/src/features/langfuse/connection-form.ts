import type { ConnectLangfuse, LangfuseBody } from "@parlor/api-client";
import { z } from "zod";

/** The form of a connection; `stored` is the one that it changes. */
export function connectionSchema(stored?: LangfuseBody) {
  return z
    .object({
      host: z.url({ protocol: /^https?$/, error: "This is not a web address" }),
      publicKey: z.string().trim().min(1, "Enter the public key").max(200, "At most 200 characters"),
      secretKey: z.string().trim().max(200, "At most 200 characters"),
      prompt: z.object({
        name: z.string().trim().max(255, "At most 255 characters"),
        label: z.string().trim().max(100, "At most 100 characters"),
      }),
      hookSecret: z.string().trim().max(200, "At most 200 characters"),
      forgetHookSecret: z.boolean(),
      reportRuns: z.boolean(),
    })
    .superRefine(({ host, publicKey, secretKey, prompt }, context) => {
      const kept = stored?.host === trimmed(host) && stored.publicKey === publicKey;
      if (secretKey === "" && !kept) {
        const message = stored === undefined ? "Enter the secret key" : "Enter the secret key: what is stored goes to no other host or public key";
        context.addIssue({ code: "custom", path: ["secretKey"], message });
      }
      if (prompt.name === "" && prompt.label !== "") context.addIssue({ code: "custom", path: ["prompt", "name"], message: "Which prompt has this label?" });
    });
}

export type ConnectionForm = z.infer<ReturnType<typeof connectionSchema>>;

/** What the form starts with. Secrets are never in it. */
export function fromConnection(stored?: LangfuseBody): ConnectionForm {
  return {
    host: stored?.host ?? "https://cloud.langfuse.com",
    publicKey: stored?.publicKey ?? "",
    secretKey: "",
    prompt: { name: stored?.prompt?.name ?? "", label: stored?.prompt?.label ?? "" },
    hookSecret: "",
    forgetHookSecret: false,
    reportRuns: stored?.reportRuns ?? false,
  };
}

/** What is sent. Secrets that were left empty are not: they stay as they are. */
export function toConnection({ host, publicKey, secretKey, prompt, hookSecret, forgetHookSecret, reportRuns }: ConnectionForm): ConnectLangfuse {
  return {
    host: trimmed(host),
    publicKey,
    reportRuns,
    ...(secretKey !== "" && { secretKey }),
    ...(prompt.name !== "" && { prompt: { name: prompt.name, ...(prompt.label !== "" && { label: prompt.label }) } }),
    ...(hookSecret !== "" ? { hookSecret } : forgetHookSecret && { hookSecret: "" }),
  };
}

/** As the server keeps it. */
function trimmed(host: string): string {
  return host.trim().replace(/\/+$/, "");
}
