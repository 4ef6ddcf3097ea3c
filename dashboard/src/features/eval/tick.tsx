import type { ComponentProps, ReactNode } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";

/** A checkbox with its sentence. */
export function Tick({ register, hint, disabled, children }: { register: UseFormRegisterReturn; hint?: string; disabled?: boolean; children: ReactNode }) {
  // A disabled field has no value in a form; only the box is, so that the value stays.
  const off: ComponentProps<"input"> = disabled === true ? { disabled: true } : {};
  return (
    <label className={disabled === true ? "flex items-start gap-2.5 opacity-60" : "flex items-start gap-2.5"}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...register} {...off} />
      <span className="min-w-0 text-[0.8125rem]">
        {children}
        {hint !== undefined && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  );
}
