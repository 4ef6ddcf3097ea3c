import { Button } from "~/components/ui/button";

/** Says whether the form differs from the draft, and saves it. Always there, so that nothing jumps. */
export function SaveBar({ dirty, busy, onDiscard }: { dirty: boolean; busy: boolean; onDiscard: () => void }) {
  return (
    <div className="sticky bottom-3 z-20 flex items-center justify-between gap-3 rounded-xl border bg-surface/95 px-4 py-2.5 shadow-high backdrop-blur">
      <p role="status" className="text-[0.8125rem] text-muted">
        {dirty ? "Unsaved changes" : "The draft is saved"}
      </p>
      <div className="flex gap-2">
        <Button variant="ghost" size="sm" disabled={!dirty || busy} onClick={onDiscard}>
          Discard
        </Button>
        <Button type="submit" size="sm" disabled={!dirty} busy={busy}>
          Save draft
        </Button>
      </div>
    </div>
  );
}
