import { useId } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";

interface CheckListProps {
  legend: string;
  hint?: string;
  error?: string | undefined;
  options: readonly { value: string; label: string; hint?: string }[];
  register: UseFormRegisterReturn;
}

/** A group of checkboxes whose value is the list of those checked. */
export function CheckList({ legend, hint, error, options, register }: CheckListProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className="mb-1.5 text-[0.8125rem] font-medium">{legend}</legend>
      {hint !== undefined && <p className="mb-2 text-xs text-muted">{hint}</p>}
      {options.length === 0 && <p className="text-[0.8125rem] text-muted">None yet.</p>}
      <ul className="max-h-52 divide-y overflow-y-auto rounded-lg border border-line-strong/55">
        {options.map((option) => (
          <li key={option.value}>
            <label className="flex items-center gap-3 px-3 py-2 hover:bg-sunken/60">
              <input type="checkbox" value={option.value} className="size-4 shrink-0 accent-accent" {...register} />
              <span className="min-w-0">
                <span className="block text-[0.8125rem]">{option.label}</span>
                {option.hint !== undefined && <span className="block text-xs text-muted">{option.hint}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-xs font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
