import { PlusIcon, XIcon } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Input } from "~/components/ui/field";
import type { DraftForm } from "./draft-form";
import { LIMITS } from "./limits";

/** Questions that a visitor can send with one press. */
export function SuggestionFields() {
  const { register, control, formState } = useFormContext<DraftForm>();
  const { fields, append, remove } = useFieldArray({ control, name: "suggestions" });
  const errors = formState.errors.suggestions;
  return (
    <fieldset>
      <legend className="mb-1.5 text-[0.8125rem] font-medium">Suggested questions</legend>
      <ul className="space-y-2">
        {fields.map((field, index) => {
          const error = errors?.[index]?.text?.message;
          return (
            <li key={field.id}>
              <div className="flex gap-2">
                <Input {...register(`suggestions.${index}.text`)} aria-label={`Question ${index + 1}`} aria-invalid={error !== undefined || undefined} placeholder="How do I …?" autoComplete="off" />
                <Button variant="ghost" size="icon" aria-label={`Remove question ${index + 1}`} onClick={() => { remove(index); }}>
                  <XIcon />
                </Button>
              </div>
              {error !== undefined && <p role="alert" className="mt-1 text-xs font-medium text-danger">{error}</p>}
            </li>
          );
        })}
      </ul>
      {errors?.message !== undefined && <p role="alert" className="mt-1.5 text-xs font-medium text-danger">{errors.message}</p>}
      {fields.length < LIMITS.suggestions && (
        <Button variant="secondary" size="sm" className="mt-2 first:mt-0" onClick={() => { append({ text: "" }); }}>
          <PlusIcon aria-hidden /> Add a question
        </Button>
      )}
    </fieldset>
  );
}
