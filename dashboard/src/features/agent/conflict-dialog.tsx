import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import type { useSaveDraft } from "./use-save-draft";

/** Two people edited the same draft: one clear choice, and nothing is lost before it is made. */
export function ConflictDialog({ conflict }: { conflict: ReturnType<typeof useSaveDraft>["conflict"] }) {
  if (conflict === undefined) return null;
  return (
    <Dialog
      open
      onOpenChange={conflict.decideLater}
      title="Somebody else saved this draft"
      description="It changed after you opened it. Nothing was overwritten yet. Which text should stay?"
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <div className="rounded-xl border p-4">
          <p className="font-medium">Reload theirs</p>
          <p className="mt-1 mb-3 text-[0.8125rem] text-muted">Shows the saved draft. Your unsaved changes are dropped.</p>
          <Button variant="secondary" size="sm" onClick={conflict.takeTheirs}>
            Reload theirs
          </Button>
        </div>
        <div className="rounded-xl border p-4">
          <p className="font-medium">Keep mine</p>
          <p className="mt-1 mb-3 text-[0.8125rem] text-muted">Saves your text over theirs.</p>
          <Button size="sm" onClick={() => void conflict.keepMine()}>
            Keep mine
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
