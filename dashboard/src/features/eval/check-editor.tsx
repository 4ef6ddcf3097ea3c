import { Button } from "~/components/ui/button";
import { Field, Input, Select, Textarea } from "~/components/ui/field";
import { CHECK_KINDS, type CheckField, kindOf } from "./check-kinds";
import { AS_JSON, type CheckRow, emptyRow } from "./check-rows";

interface CheckEditorProps {
  legend: string;
  hint?: string;
  error: string | undefined;
  rows: readonly CheckRow[];
  onChange: (rows: readonly CheckRow[]) => void;
}

const JSON_FIELD: CheckField = { key: "", label: 'The check, such as {"lacks": "sorry"}', as: "json" };

/** A list of checks, each with a form of its kind. */
export function CheckEditor({ legend, hint, error, rows, onChange }: CheckEditorProps) {
  const change = (index: number, row: CheckRow) => { onChange(rows.map((one, at) => (at === index ? row : one))); };
  return (
    <fieldset>
      <legend className="mb-1.5 text-[0.8125rem] font-medium">{legend}</legend>
      {hint !== undefined && <p className="mb-2 text-xs text-muted">{hint}</p>}
      <ul className="space-y-3">
        {rows.map((row, index) => (
          <li key={index} className="rounded-lg border bg-canvas p-3">
            <div className="flex items-end gap-2">
              <Field label={`Check ${String(index + 1)}`} className="flex-1">
                {(control) => (
                  <Select {...control} value={row.kind} onChange={({ target }) => { change(index, emptyRow(target.value)); }}>
                    {CHECK_KINDS.map(({ kind, label }) => <option key={kind} value={kind}>{label}</option>)}
                    <option value={AS_JSON}>Other, as JSON</option>
                  </Select>
                )}
              </Field>
              <Button variant="ghost" aria-label={`Remove check ${String(index + 1)}`} onClick={() => { onChange(rows.filter((_, at) => at !== index)); }}>
                Remove
              </Button>
            </div>
            <div className="mt-3 grid gap-3 sm:grid-cols-2">
              {(kindOf(row.kind)?.fields ?? [JSON_FIELD]).map((field, _, { length }) => (
                <Field key={field.key} label={field.label} className={length === 1 ? "sm:col-span-2" : ""} aside={field.optional === true ? "Optional" : undefined}>
                  {(control) => <ParameterInput control={control} field={field} value={row.values[field.key] ?? ""} onChange={(text) => { change(index, { ...row, values: { ...row.values, [field.key]: text } }); }} />}
                </Field>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {error !== undefined && <p role="alert" className="mt-1.5 text-xs font-medium text-danger">{error}</p>}
      <Button variant="secondary" size="sm" className={rows.length === 0 ? "" : "mt-3"} onClick={() => { onChange([...rows, emptyRow("contains")]); }}>
        Add a check
      </Button>
    </fieldset>
  );
}

interface ParameterProps {
  control: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean | undefined };
  field: CheckField;
  value: string;
  onChange: (text: string) => void;
}

function ParameterInput({ control, field, value, onChange }: ParameterProps) {
  const props = { ...control, value, onChange: ({ target }: { target: { value: string } }) => { onChange(target.value); } };
  switch (field.as) {
    case "lines":
      return <Textarea {...props} rows={2} />;
    case "json":
      return <Textarea {...props} rows={3} spellCheck={false} className="font-mono text-[0.8125rem]" />;
    case "yes-no":
      return (
        <Select {...props}>
          <option value="">Choose</option>
          <option value="true">Yes</option>
          <option value="false">No</option>
        </Select>
      );
    case "unit":
      return (
        <Select {...props}>
          <option value="">Characters</option>
          <option value="words">Words</option>
        </Select>
      );
    case "number":
      return <Input {...props} inputMode="decimal" autoComplete="off" />;
    case "text":
      return <Input {...props} autoComplete="off" />;
  }
}
