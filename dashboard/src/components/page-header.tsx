import type { ReactNode } from "react";
import { useTitle } from "~/lib/title";

/** The head of a page: what it is, one line about it, and its main action. */
export function PageHeader({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  useTitle(title);
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <h1 className="truncate text-[1.375rem] leading-8 font-semibold tracking-[-0.02em]">{title}</h1>
        {children !== undefined && <p className="mt-0.5 max-w-prose text-muted">{children}</p>}
      </div>
      {action !== undefined && <div className="flex items-center gap-2">{action}</div>}
    </header>
  );
}
