import { useFormContext, useWatch } from "react-hook-form";
import { Field, Input, Select } from "~/components/ui/field";
import type { DraftForm } from "./draft-form";

/** What the colour well shows while no colour is set: the chat's own accent. */
const ACCENT = "#0f6e63";

/** Accent colour, light or dark, and the corner the button sits in. */
export function AppearanceFields() {
  const { register, control, setValue, formState } = useFormContext<DraftForm>();
  const errors = formState.errors.theme;
  const color = useWatch({ control, name: "theme.color" });
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field label="Accent colour" hint="Empty keeps the default." error={errors?.color?.message}>
        {(field) => (
          <div className="flex gap-2">
            <Input {...field} {...register("theme.color")} placeholder={ACCENT} autoComplete="off" spellCheck={false} className="min-w-0 font-mono text-[0.8125rem]" />
            <input
              type="color"
              aria-label="Pick the accent colour"
              value={/^#[0-9a-f]{6}$/i.test(color) ? color : ACCENT}
              onChange={(event) => {
                setValue("theme.color", event.target.value, { shouldDirty: true, shouldValidate: true });
              }}
              className="size-9 shrink-0 cursor-pointer rounded-lg border border-line-strong/55 bg-surface p-1"
            />
          </div>
        )}
      </Field>
      <Field label="Colours" error={errors?.scheme?.message}>
        {(field) => (
          <Select {...field} {...register("theme.scheme")}>
            <option value="">Visitor&apos;s system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
            <option value="auto" hidden>
              Visitor&apos;s system
            </option>
          </Select>
        )}
      </Field>
      <Field label="Corner" error={errors?.position?.message}>
        {(field) => (
          <Select {...field} {...register("theme.position")}>
            <option value="">Default</option>
            <option value="right">Bottom right</option>
            <option value="left">Bottom left</option>
          </Select>
        )}
      </Field>
    </div>
  );
}
