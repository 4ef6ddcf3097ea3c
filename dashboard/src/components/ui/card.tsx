import type { ComponentProps, ReactNode } from "react";
import { cn } from "~/lib/cn";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded-xl border bg-surface shadow-lift", className)} {...rest} />;
}

/** A card's title line, with room for an action at its end. */
export function CardHeader({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-3 px-5 pt-4.5 pb-4">
      <div className="min-w-0">
        <h2 className="text-[0.9375rem] font-semibold tracking-[-0.01em]">{title}</h2>
        {children !== undefined && <p className="mt-0.5 max-w-prose text-[0.8125rem] text-muted">{children}</p>}
      </div>
      {action}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("px-5 pb-5", className)} {...rest} />;
}
