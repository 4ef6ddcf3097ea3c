import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "~/lib/cn";

const box =
  "w-full rounded-lg border border-line-strong/55 bg-surface text-ink shadow-lift transition-colors placeholder:text-muted/80 max-sm:text-base hover:border-line-strong focus-visible:border-accent aria-invalid:border-danger disabled:opacity-60";

interface FieldProps {
  label: string;
  /** A sentence under the label that says what the field is for. */
  hint?: ReactNode;
  error?: string | undefined;
  /** Stands at the end of the label's line, such as a counter. */
  aside?: ReactNode;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** What ties an input to its label, hint and error for assistive technology. */
interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

/** Label, hint, control and error of one form field. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("min-w-0", className)}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-[0.8125rem] font-medium">
          {label}
        </label>
        {aside !== undefined && <span className="text-xs text-muted tabular-nums">{aside}</span>}
      </div>
      {children({ id, "aria-describedby": described === "" ? undefined : described, "aria-invalid": error === undefined ? undefined : true })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-xs font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(box, "h-9 px-3", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cn(box, "block resize-y px-3 py-2 leading-relaxed", className)} {...rest} />;
}

/** The browser's own select: it works everywhere, phones included. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cn(box, "h-9 px-2.5", className)} {...rest} />;
}

/** What the server said about the form as a whole. */
export function FormError({ children }: { children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <p role="alert" className="rounded-lg border border-danger/25 bg-danger-tint px-3 py-2 text-[0.8125rem] text-danger">
      {children}
    </p>
  );
}
