import type { McpServerBody } from "@parlor/api-client";
import { z } from "zod";
import { lines } from "~/lib/lines";

/** The form of an MCP server. */
export const serverSchema = z.object({
  name: z.string().trim().min(1, "Give it a name").max(80, "At most 80 characters"),
  url: z.url({ protocol: /^https?$/, error: "This is not a web address" }),
  headers: z.string().superRefine((text, context) => {
    const broken = lines(text).find((line) => !/^[^\s:]+(:.*)?$/.test(line));
    if (broken !== undefined) context.addIssue({ code: "custom", message: `“${broken.slice(0, 40)}” is not “Name: value”` });
  }),
});

export type ServerForm = z.infer<typeof serverSchema>;

/** What the form starts with. A header that is stored stands there by its name alone. */
export function fromServer(server?: McpServerBody): ServerForm {
  return { name: server?.name ?? "", url: server?.url ?? "", headers: server?.headerNames.join("\n") ?? "" };
}

/** The headers of the text: a name alone keeps the value that is stored. */
export function toHeaders(text: string): Record<string, string | null> {
  return Object.fromEntries(
    lines(text).map((line): [string, string | null] => {
      const at = line.indexOf(":");
      return at === -1 ? [line, null] : [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
}
