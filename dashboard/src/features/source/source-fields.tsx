import { type Control, type FieldErrors, type UseFormRegister, useWatch } from "react-hook-form";
import { Field, Input, Select, Textarea } from "~/components/ui/field";
import type { SourceForm, SourceInput } from "./source-form";

interface FieldsProps {
  register: UseFormRegister<SourceInput>;
  control: Control<SourceInput, unknown, SourceForm>;
  errors: FieldErrors<SourceInput>;
  /** Whether it exists already: its address and kind stay. */
  exists: boolean;
}

const ADDRESS_HINT = {
  site: "Its links are followed, on the same host only.",
  sitemap: "The pages that it lists are read.",
  page: "Only this page is read.",
} as const;

/** What is asked about a website. */
export function SourceFields({ register, control, errors, exists }: FieldsProps) {
  const kind = useWatch({ control, name: "kind" });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
        <Field label="Address" hint={ADDRESS_HINT[kind]} error={errors.url?.message}>
          {(field) => <Input {...field} {...register("url")} type="url" inputMode="url" placeholder="https://shop.example/help/" autoComplete="off" readOnly={exists} />}
        </Field>
        <Field label="Read" error={errors.kind?.message}>
          {(field) => (
            <Select {...field} {...register("kind", { disabled: exists })}>
              <option value="site">The whole site</option>
              <option value="sitemap">A sitemap</option>
              <option value="page">One page</option>
            </Select>
          )}
        </Field>
      </div>
      <Field label="Look for changes" hint="Pages that have not changed are left as they are." error={errors.schedule?.message}>
        {(field) => (
          <Select {...field} {...register("schedule")}>
            <option value="manual">Only when I say so</option>
            <option value="daily">Every day</option>
            <option value="weekly">Every week</option>
          </Select>
        )}
      </Field>
      {kind !== "page" && (
        <details className="rounded-lg border px-3.5 py-2.5 open:pb-3.5">
          <summary className="cursor-pointer text-[0.8125rem] font-medium">Limits and paths</summary>
          <div className="mt-3 grid gap-4 sm:grid-cols-2">
            <Field label="Most pages" error={errors.maxPages?.message}>
              {(field) => <Input {...field} {...register("maxPages")} type="number" inputMode="numeric" min={1} />}
            </Field>
            {kind === "site" && (
              <Field label="Most links from the start" error={errors.maxDepth?.message}>
                {(field) => <Input {...field} {...register("maxDepth")} type="number" inputMode="numeric" min={0} max={20} />}
              </Field>
            )}
            <Field label="Only these paths" hint="One on each line, with * for anything: /docs/*" error={errors.include?.message}>
              {(field) => <Textarea {...field} {...register("include")} rows={3} spellCheck={false} className="font-mono text-[0.8125rem]" />}
            </Field>
            <Field label="Never these paths" hint="One on each line." error={errors.exclude?.message}>
              {(field) => <Textarea {...field} {...register("exclude")} rows={3} spellCheck={false} className="font-mono text-[0.8125rem]" />}
            </Field>
          </div>
        </details>
      )}
    </>
  );
}
