import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

const style = cva("inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap", {
  variants: {
    tone: {
      neutral: "bg-sunken text-muted",
      good: "bg-tint text-accent",
      warn: "bg-warn-tint text-warn",
      bad: "bg-danger-tint text-danger",
    },
  },
  defaultVariants: { tone: "neutral" },
});

/** A short state in a pill; `live` adds a pulsing dot for something that is under way. */
export function Badge({ tone, live = false, children }: VariantProps<typeof style> & { live?: boolean; children: ReactNode }) {
  return (
    <span className={style({ tone })}>
      {live && <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-current" />}
      {children}
    </span>
  );
}
