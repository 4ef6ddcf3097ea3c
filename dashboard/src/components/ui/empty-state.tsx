import type { ReactNode } from "react";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** `h1` when it is the whole page. */
  level?: "h1" | "h2";
  children?: ReactNode;
  action?: ReactNode;
}

/** An empty list or a dead end: what it is, why, and the next thing to do. */
export function EmptyState({ icon, title, level: Heading = "h2", children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      {icon !== undefined && (
        <div aria-hidden className="mb-4 grid size-11 place-items-center rounded-xl border bg-canvas text-muted [&_svg]:size-5">
          {icon}
        </div>
      )}
      <Heading className="text-[0.9375rem] font-semibold">{title}</Heading>
      {children !== undefined && <p className="mt-1 max-w-sm text-muted">{children}</p>}
      {action !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
