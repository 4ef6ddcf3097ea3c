import { useId, useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { type Clash, merge } from "~/lib/merge";
import type { DraftForm } from "./draft-form";
import type { useSaveDraft } from "./use-save-draft";

type Conflict = NonNullable<ReturnType<typeof useSaveDraft>["conflict"]>;

/** Two people edited the same draft: what does not clash is put together, and each field that does is a choice. */
export function ConflictDialog({ conflict }: { conflict: Conflict | undefined }) {
  return conflict === undefined ? null : <Choices conflict={conflict} />;
}

function Choices({ conflict: { base, mine, theirs, saveMerged, takeTheirs, decideLater } }: { conflict: Conflict }) {
  const [fromThem, setFromThem] = useState<ReadonlySet<string>>(new Set());
  const { merged, clashes } = merge<DraftForm>(base, mine, theirs, (field) => fromThem.has(field));
  const pick = (field: string, isTheirs: boolean) => {
    const next = new Set(fromThem);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setFromThem(next);
  };
  return (
    <Dialog
      open
      onOpenChange={decideLater}
      shape="wide"
      title="Somebody else saved this draft"
      description={
        clashes.length === 0
          ? "It changed after you opened it, in other fields than yours. Nothing was overwritten yet."
          : "It changed after you opened it. Nothing was overwritten yet. Which should stay, where you both changed something?"
      }
    >
      <div className="space-y-3">
        {clashes.map((clash) => (
          <Choice key={clash.field} clash={clash} isTheirs={fromThem.has(clash.field)} onPick={(isTheirs) => { pick(clash.field, isTheirs); }} />
        ))}
        <p className="text-[0.8125rem] text-muted">Everything else that either of you changed is kept.</p>
        <div className="flex flex-wrap justify-end gap-2 pt-2">
          <Button variant="secondary" onClick={takeTheirs}>
            Drop all of mine
          </Button>
          <Button onClick={() => void saveMerged(merged)}>Save both together</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Choice({ clash: { field, mine, theirs }, isTheirs, onPick }: { clash: Clash; isTheirs: boolean; onPick: (isTheirs: boolean) => void }) {
  const id = useId();
  return (
    <fieldset className="rounded-xl border p-4 text-[0.8125rem]">
      <legend className="px-1 font-mono text-xs text-muted">{field}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {[{ label: "Mine", value: mine, checked: !isTheirs }, { label: "Theirs", value: theirs, checked: isTheirs }].map((side) => (
          <div key={side.label} className="flex min-w-0 items-start gap-2.5">
            <input
              type="radio"
              id={`${id}-${side.label}`}
              name={id}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={side.checked}
              onChange={() => { onPick(side.label === "Theirs"); }}
            />
            <label htmlFor={`${id}-${side.label}`} className="min-w-0 flex-1 cursor-pointer">
              <span className="block font-medium">{side.label}</span>
              <span className="mt-1 line-clamp-6 wrap-anywhere whitespace-pre-wrap text-muted">{shown(side.value)}</span>
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map((one: { text: string }) => one.text).join("\n") || "Empty";
  return typeof value === "string" || typeof value === "number" ? String(value) || "Empty" : JSON.stringify(value);
}
