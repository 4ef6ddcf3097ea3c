import { Field, Input } from "~/components/ui/field";
import { filled } from "~/lib/given";

interface DayRangeProps {
  /** Days such as `2026-11-24`, both included. */
  from: string | undefined;
  to: string | undefined;
  onChange: (part: { from: string | undefined } | { to: string | undefined }) => void;
}

/** Two fields for the first and the last day of what is shown. */
export function DayRange({ from, to, onChange }: DayRangeProps) {
  return (
    <>
      <Field label="From">
        {(field) => <Input {...field} type="date" max={to} value={from ?? ""} onChange={({ target }) => { onChange({ from: filled(target.value) }); }} />}
      </Field>
      <Field label="To">
        {(field) => <Input {...field} type="date" min={from} value={to ?? ""} onChange={({ target }) => { onChange({ to: filled(target.value) }); }} />}
      </Field>
    </>
  );
}
