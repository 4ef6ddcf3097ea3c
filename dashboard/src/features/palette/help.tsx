import { Dialog } from "~/components/ui/dialog";
import { PLACES } from "./commands";
import { Keys } from "./keys";
import { useSingleKeys } from "./single-keys";

/** Names the keys that work on every page; those without Ctrl can be switched off. */
export default function Help({ onClose }: { onClose: () => void }) {
  const [on, switchKeys] = useSingleKeys();
  return (
    <Dialog open onOpenChange={onClose} title="Keyboard shortcuts">
      <dl className="divide-y rounded-lg border">
        {[["Search and commands", "Ctrl K"], ...(on ? [...PLACES.map(({ label, keys }) => [label, keys]), ["This sheet", "?"]] : [])].map(([label, keys]) => (
          <div key={label} className="flex items-center justify-between gap-4 px-3.5 py-2">
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys ?? ""} />
            </dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex items-center gap-2.5 text-[0.8125rem]">
        <input type="checkbox" className="size-4 accent-accent" checked={on} onChange={({ target }) => { switchKeys(target.checked); }} />
        Shortcuts of single keys, without Ctrl
      </label>
    </Dialog>
  );
}
