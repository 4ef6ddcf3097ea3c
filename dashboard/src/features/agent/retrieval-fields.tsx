import { useFormContext, useWatch } from "react-hook-form";
import { Field, Input, Select } from "~/components/ui/field";
import type { DraftForm } from "./draft-form";
import { LIMITS } from "./limits";
import { MODES } from "./retrieval-modes";

/** How many passages the model gets, how good they must be, which search finds them, and how documents are cut into them. */
export function RetrievalFields() {
  const { register, formState, control } = useFormContext<DraftForm>();
  const errors = formState.errors.retrieval;
  const cutting = formState.errors.knowledge;
  const mode = useWatch({ control, name: "retrieval.mode" });
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Search" hint="Hybrid suits almost everything." error={errors?.mode?.message}>
        {(field) => (
          <Select {...field} {...register("retrieval.mode")}>
            {MODES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Weight of meaning" hint={mode === "hybrid" ? "0 counts only words, 1 only meaning." : "Counts in hybrid search only."} error={errors?.vectorWeight?.message}>
        {(field) => <Input {...field} {...register("retrieval.vectorWeight", { valueAsNumber: true })} type="number" min={0} max={1} step={0.05} inputMode="decimal" />}
      </Field>
      <Field label="Passages" hint={`At most ${LIMITS.topK} per answer.`} error={errors?.topK?.message}>
        {(field) => <Input {...field} {...register("retrieval.topK", { valueAsNumber: true })} type="number" min={1} max={LIMITS.topK} step={1} inputMode="numeric" />}
      </Field>
      <Field label="Least evidence" hint="0 keeps all, 1 almost none." error={errors?.threshold?.message}>
        {(field) => <Input {...field} {...register("retrieval.threshold", { valueAsNumber: true })} type="number" min={0} max={1} step={0.05} inputMode="decimal" />}
      </Field>
      <Field label="Passage length" hint="In tokens, for documents read from now on." error={cutting?.chunkTokens?.message}>
        {(field) => <Input {...field} {...register("knowledge.chunkTokens", { valueAsNumber: true })} type="number" min={LIMITS.leastChunkTokens} max={LIMITS.chunkTokens} step={1} inputMode="numeric" />}
      </Field>
      <Field label="Overlap" hint="Percent of a passage that the next one repeats." error={cutting?.overlapPercent?.message}>
        {(field) => <Input {...field} {...register("knowledge.overlapPercent", { valueAsNumber: true })} type="number" min={0} max={LIMITS.overlapPercent} step={1} inputMode="numeric" />}
      </Field>
      <label className="flex items-start gap-2.5 text-[0.8125rem] sm:col-span-2">
        <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...register("retrieval.rerank")} />
        <span>
          Let a reranker decide the order
          <span className="block text-xs text-muted">Reads the best passages together with the question. Works where the operator has set one up; else the order stays as it is.</span>
        </span>
      </label>
    </div>
  );
}
