import type { AgentBody, ConfigPatch } from "@parlor/api-client";
import { z } from "zod";
import { LIMITS } from "./limits";

/** What the editor edits: the draft, with an empty string where the API has null. */
export const draftSchema = z.object({
  name: z.string().trim().min(1, "Give the agent a name").max(LIMITS.name, `At most ${LIMITS.name} characters`),
  systemPrompt: z.string().max(LIMITS.systemPrompt, `At most ${LIMITS.systemPrompt} characters`),
  model: z.string(),
  modelSettings: z.object({
    temperature: z.string().trim().refine(within(0, 2), "0 to 2"),
    maxTokens: z.string().trim().refine((text) => within(1, LIMITS.maxTokens)(text) && /^\d*$/.test(text), `A whole number up to ${LIMITS.maxTokens}`),
    reasoningEffort: z.enum(["", "minimal", "low", "medium", "high"]),
    fallbacks: z.string().refine((text) => listed(text).length <= LIMITS.fallbacks, `At most ${LIMITS.fallbacks}`),
  }),
  greeting: z.string().trim().max(LIMITS.greeting, `At most ${LIMITS.greeting} characters`),
  suggestions: z.array(z.object({ text: z.string().trim().max(LIMITS.suggestion, `At most ${LIMITS.suggestion} characters`) })),
  retrieval: z.object({
    topK: z.number("Enter a number").int("Enter a whole number").min(1, "At least 1").max(LIMITS.topK, `At most ${LIMITS.topK}`),
    threshold: z.number("Enter a number").min(0, "0 to 1").max(1, "0 to 1"),
    mode: z.enum(["hybrid", "vector", "text"]),
    vectorWeight: z.number("Enter a number").min(0, "0 to 1").max(1, "0 to 1"),
    rerank: z.boolean(),
  }),
  knowledge: z.object({
    chunkTokens: z
      .number("Enter a number")
      .int("Enter a whole number")
      .min(LIMITS.leastChunkTokens, `At least ${LIMITS.leastChunkTokens}`)
      .max(LIMITS.chunkTokens, `At most ${LIMITS.chunkTokens}`),
    overlapPercent: z.number("Enter a number").int("Enter a whole number").min(0, "At least 0").max(LIMITS.overlapPercent, `At most ${LIMITS.overlapPercent}`),
  }),
  noEvidence: z
    .object({
      policy: z.enum(["answer", "refuse", "contact"]),
      message: z.string().trim().max(LIMITS.noEvidence, `At most ${LIMITS.noEvidence} characters`),
      contact: z.string().trim().max(LIMITS.noEvidence, `At most ${LIMITS.noEvidence} characters`),
    })
    .refine(({ policy, contact }) => policy !== "contact" || contact !== "", { path: ["contact"], message: "Say how to reach somebody" }),
  theme: z.object({
    color: z.string().trim().regex(/^(#[0-9a-f]{6})?$/i, "Write it as #1a2b3c"),
    scheme: z.enum(["", "light", "dark", "auto"]),
    position: z.enum(["", "left", "right"]),
  }),
});

export type DraftForm = z.infer<typeof draftSchema>;

export const DRAFT_FIELDS = [
  "name",
  "systemPrompt",
  "model",
  "modelSettings.temperature",
  "modelSettings.maxTokens",
  "modelSettings.fallbacks",
  "greeting",
  "suggestions",
  "retrieval.topK",
  "retrieval.threshold",
  "retrieval.mode",
  "retrieval.vectorWeight",
  "retrieval.rerank",
  "knowledge.chunkTokens",
  "knowledge.overlapPercent",
  "noEvidence.message",
  "noEvidence.contact",
  "theme.color",
] as const;

/** The form for a stored draft. */
export function toForm({ draft }: Pick<AgentBody, "draft">): DraftForm {
  const { temperature, maxTokens, reasoningEffort, fallbacks } = draft.modelSettings;
  return {
    name: draft.name,
    systemPrompt: draft.systemPrompt,
    model: draft.model ?? "",
    modelSettings: {
      temperature: temperature?.toString() ?? "",
      maxTokens: maxTokens?.toString() ?? "",
      reasoningEffort: reasoningEffort ?? "",
      fallbacks: fallbacks?.join(", ") ?? "",
    },
    greeting: draft.greeting ?? "",
    suggestions: draft.suggestions.map((text) => ({ text })),
    retrieval: { ...draft.retrieval },
    knowledge: { ...draft.knowledge },
    noEvidence: { policy: draft.noEvidence.policy, message: draft.noEvidence.message ?? "", contact: draft.noEvidence.contact ?? "" },
    theme: { color: draft.theme.color ?? "", scheme: draft.theme.scheme ?? "", position: draft.theme.position ?? "" },
  };
}

/** The change to send: the whole form over revision `version`; questions left empty are dropped. */
export function toUpdate(form: DraftForm, version: number): ConfigPatch {
  return {
    version,
    name: form.name,
    systemPrompt: form.systemPrompt,
    model: orNull(form.model),
    modelSettings: {
      temperature: numberOrNull(form.modelSettings.temperature),
      maxTokens: numberOrNull(form.modelSettings.maxTokens),
      reasoningEffort: orNull(form.modelSettings.reasoningEffort),
      fallbacks: listed(form.modelSettings.fallbacks),
    },
    greeting: orNull(form.greeting),
    suggestions: form.suggestions.map(({ text }) => text).filter((text) => text !== ""),
    retrieval: form.retrieval,
    knowledge: form.knowledge,
    noEvidence: {
      policy: form.noEvidence.policy,
      message: orNull(form.noEvidence.message),
      contact: orNull(form.noEvidence.contact),
    },
    theme: {
      color: orNull(form.theme.color),
      scheme: orNull(form.theme.scheme),
      position: orNull(form.theme.position),
    },
  };
}

function orNull<T extends string>(text: T): Exclude<T, ""> | null {
  return text === "" ? null : (text as Exclude<T, "">);
}

function numberOrNull(text: string): number | null {
  return text === "" ? null : Number(text);
}

/** Whether a text is empty, or a number in this range. */
function within(least: number, most: number): (text: string) => boolean {
  return (text) => text === "" || (Number(text) >= least && Number(text) <= most);
}

/** The names in a list that commas separate. */
function listed(text: string): string[] {
  return text.split(",").map((name) => name.trim()).filter((name) => name !== "");
}
