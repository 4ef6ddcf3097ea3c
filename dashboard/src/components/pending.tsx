import { Skeleton } from "~/components/ui/skeleton";

/** What a page shows while its code or data is on the way: its rough shape, no spinner. */
export function Pending() {
  return (
    <div className="shell animate-late space-y-4 py-8" role="status" aria-label="Loading">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="mt-6 h-40 w-full" />
    </div>
  );
}
