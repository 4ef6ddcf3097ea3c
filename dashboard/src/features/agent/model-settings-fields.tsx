import { useFormContext } from "react-hook-form";
import { Field, Input, Select } from "~/components/ui/field";
import type { DraftForm } from "./draft-form";
import { LIMITS } from "./limits";

const EFFORTS = [
  { value: "", label: "Model's own" },
  { value: "minimal", label: "Minimal" },
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
] as const;

/** How the model is asked; what is left empty is the model's own choice. */
export function ModelSettingsFields() {
  const { register, formState } = useFormContext<DraftForm>();
  const errors = formState.errors.modelSettings;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <Field label="Temperature" hint="0 is strict, 2 is wild. Empty: the model's own." error={errors?.temperature?.message}>
          {(field) => <Input {...field} {...register("modelSettings.temperature")} inputMode="decimal" autoComplete="off" />}
        </Field>
        <Field label="Longest answer" hint="In tokens. Empty: no limit but the model's." error={errors?.maxTokens?.message}>
          {(field) => <Input {...field} {...register("modelSettings.maxTokens")} inputMode="numeric" autoComplete="off" />}
        </Field>
        <Field label="Reasoning" hint="For models that think first." error={errors?.reasoningEffort?.message}>
          {(field) => (
            <Select {...field} {...register("modelSettings.reasoningEffort")}>
              {EFFORTS.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field
        label="Models that stand in"
        aside="Optional"
        hint={`Asked in this order when the one before fails, separated by commas; at most ${LIMITS.fallbacks}.`}
        error={errors?.fallbacks?.message}
      >
        {(field) => <Input {...field} {...register("modelSettings.fallbacks")} autoComplete="off" spellCheck={false} />}
      </Field>
    </>
  );
}
