import type { ReactNode } from "react";
import { Button } from "~/components/ui/button";
import { Skeleton } from "~/components/ui/skeleton";

interface PreviewCoverProps {
  action: string;
  onAction: () => void;
  isAlert?: boolean;
  children: ReactNode;
}

/** Stands over the panel when it has nothing to show, with the way back. */
export function PreviewCover({ action, onAction, isAlert = false, children }: PreviewCoverProps) {
  return (
    <div role={isAlert ? "alert" : "status"} className="absolute inset-0 grid place-items-center bg-surface p-6 text-center text-muted">
      <div>
        <p>{children}</p>
        <Button variant="secondary" size="sm" className="mt-3" onClick={onAction}>
          {action}
        </Button>
      </div>
    </div>
  );
}

/** The panel's rough shape while it loads. */
export function PreviewSkeleton() {
  return (
    <div aria-hidden className="absolute inset-0 flex flex-col gap-3 bg-surface p-5">
      <Skeleton className="h-12 w-3/4 rounded-2xl" />
      <Skeleton className="h-8 w-1/2 rounded-2xl" />
      <Skeleton className="mt-auto h-11 w-full rounded-2xl" />
    </div>
  );
}
