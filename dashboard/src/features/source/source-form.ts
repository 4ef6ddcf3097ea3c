import type { CreateSource, SourceBody, UpdateSource } from "@parlor/api-client";
import { z } from "zod";
import { lines } from "~/lib/lines";

const paths = z.string().superRefine((text, context) => {
  if (lines(text).some((line) => !/^[/*]/.test(line))) context.addIssue({ code: "custom", message: "Each path begins with / or *" });
});

/** The form of a website. */
export const sourceSchema = z.object({
  url: z.url({ protocol: /^https?$/, error: "This is not a web address" }),
  kind: z.enum(["site", "sitemap", "page"]),
  maxPages: z.coerce.number<string>().int("A whole number").min(1, "At least 1"),
  maxDepth: z.coerce.number<string>().int("A whole number").min(0, "At least 0").max(20, "At most 20"),
  include: paths,
  exclude: paths,
  schedule: z.enum(["manual", "daily", "weekly"]),
});

/** What the form holds while it is filled. */
export type SourceInput = z.input<typeof sourceSchema>;
/** What it holds once it is valid. */
export type SourceForm = z.output<typeof sourceSchema>;

export const SOURCE_FIELDS = ["url", "kind", "maxPages", "maxDepth", "include", "exclude", "schedule"] as const;

/** What the form starts with: a new website, or the one that is edited. */
export function fromSource(source?: SourceBody): SourceInput {
  return {
    url: source?.url ?? "",
    kind: source?.kind ?? "site",
    maxPages: String(source?.maxPages ?? 100),
    maxDepth: String(source?.maxDepth ?? 5),
    include: source?.include.join("\n") ?? "",
    exclude: source?.exclude.join("\n") ?? "",
    schedule: source?.schedule ?? "weekly",
  };
}

/** The request that adds a website. */
export function toCreate(form: SourceForm): CreateSource {
  return { url: form.url, kind: form.kind, ...toUpdate(form) };
}

/** The request that changes one; its address and kind stay. */
export function toUpdate({ maxPages, maxDepth, include, exclude, schedule }: SourceForm): UpdateSource {
  return { maxPages, maxDepth, include: lines(include), exclude: lines(exclude), schedule };
}
