import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { isTyping, PLACES, sequences } from "./commands";
import { singleKeys } from "./single-keys";

// Opened by a few, and not at once.
const Palette = lazy(() => import("./palette"));
const Help = lazy(() => import("./help"));

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
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || !singleKeys()) return;
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
      <Suspense>
        {open === "palette" && <Palette onClose={close} onHelp={() => { setOpen("help"); }} />}
        {open === "help" && <Help onClose={close} />}
      </Suspense>
    </>
  );
}
