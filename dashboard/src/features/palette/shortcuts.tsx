import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { Dialog } from "~/components/ui/dialog";
import { isTyping, PLACES, sequences } from "./commands";
import { Keys } from "./keys";

// Opened by a few, and not at once.
const Palette = lazy(() => import("./palette"));

/** Keys that work on every page, the palette, and a sheet that names them. */
export function Shortcuts() {
  const navigate = useNavigate();
  const [open, setOpen] = useState<"palette" | "help">();
  useEffect(() => {
    const read = sequences(PLACES.map(({ keys }) => keys));
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        setOpen((now) => (now === "palette" ? undefined : "palette"));
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") {
        setOpen("help");
        return;
      }
      const sequence = read(event.key, event.timeStamp);
      const place = PLACES.find(({ keys }) => keys === sequence);
      if (place !== undefined) {
        event.preventDefault();
        void navigate({ to: place.to });
      }
    };
    window.addEventListener("keydown", pressed);
    return () => { window.removeEventListener("keydown", pressed); };
  }, [navigate]);
  const close = () => { setOpen(undefined); };
  return (
    <>
      {open === "palette" && (
        <Suspense>
          <Palette onClose={close} onHelp={() => { setOpen("help"); }} />
        </Suspense>
      )}
      <Dialog open={open === "help"} onOpenChange={close} title="Keyboard shortcuts">
        <dl className="divide-y rounded-lg border">
          {[["Search and commands", "Ctrl K"], ...PLACES.map(({ label, keys }) => [label, keys]), ["This sheet", "?"]].map(([label, keys]) => (
            <div key={label} className="flex items-center justify-between gap-4 px-3.5 py-2">
              <dt>{label}</dt>
              <dd>
                <Keys keys={keys ?? ""} />
              </dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
