import type { ConfigBody } from "@parlor/api-client";
import { useFormContext, useWatch } from "react-hook-form";
import { Field, Select, Textarea } from "~/components/ui/field";
import type { DraftForm } from "./draft-form";

const POLICIES: readonly { value: ConfigBody["noEvidence"]["policy"]; label: string }[] = [
  { value: "answer", label: "Let the model answer" },
  { value: "refuse", label: "Say that nothing was found" },
  { value: "contact", label: "Say so and offer a contact" },
];

/** What happens when no passage has enough evidence: the model answers all the same, or is not asked. */
export function NoEvidenceFields() {
  const { register, formState, control } = useFormContext<DraftForm>();
  const errors = formState.errors.noEvidence;
  const policy = useWatch({ control, name: "noEvidence.policy" });
  return (
    <div className="space-y-5">
      <Field label="When the documents say nothing" hint="Counts once the agent has documents. Without the model, no answer can be made up." error={errors?.policy?.message}>
        {(field) => (
          <Select {...field} {...register("noEvidence.policy")}>
            {POLICIES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {policy !== "answer" && (
        <Field label="Message" aside="Optional" error={errors?.message?.message}>
          {(field) => <Textarea {...field} {...register("noEvidence.message")} rows={2} placeholder="I could not find anything about that in the documents I know, so I would rather not guess." />}
        </Field>
      )}
      {policy === "contact" && (
        <Field label="Contact" hint="Stands below the message." error={errors?.contact?.message}>
          {(field) => <Textarea {...field} {...register("noEvidence.contact")} rows={2} placeholder="Write to help@example.com, or ring 0123 456 on weekdays." />}
        </Field>
      )}
    </div>
  );
}
