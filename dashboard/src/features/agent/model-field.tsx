import { useQuery } from "@tanstack/react-query";
import { useFormContext } from "react-hook-form";
import { Field, Select } from "~/components/ui/field";
import { messageOf } from "~/lib/problem";
import { modelsQuery } from "./agent";
import type { DraftForm } from "./draft-form";

/** Which model answers. The stored one stays selectable even when the server no longer offers it. */
export function ModelField() {
  const { register, getValues, formState } = useFormContext<DraftForm>();
  const { data, error } = useQuery(modelsQuery);
  const offered = data?.models ?? [];
  const byDefault = offered.find((model) => model.default);
  const stored = getValues("model");
  const isKnown = stored === "" || offered.some(({ id }) => id === stored);
  return (
    <Field label="Model" hint={error ? messageOf(error) : "The default follows the server's configuration."} error={formState.errors.model?.message}>
      {(field) => (
        <Select {...field} {...register("model")} className="max-w-sm">
          <option value="">Default{byDefault === undefined ? "" : ` (${byDefault.name})`}</option>
          {!isKnown && <option value={stored}>{stored}</option>}
          {offered.map((model) => (
            <option key={model.id} value={model.id}>
              {model.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
