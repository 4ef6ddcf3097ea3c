import { useBlocker } from "@tanstack/react-router";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";

/** Asks before unsaved changes are left behind, inside the app and when the tab closes. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: dirty, withResolver: true });
  if (blocker.status !== "blocked") return null;
  return (
    <Dialog open onOpenChange={blocker.reset} title="Leave without saving?" description="Your changes to the draft are lost.">
      <div className="flex justify-end gap-2">
        <Button variant="secondary" onClick={blocker.reset}>
          Stay
        </Button>
        <Button variant="danger" onClick={blocker.proceed}>
          Leave
        </Button>
      </div>
    </Dialog>
  );
}
