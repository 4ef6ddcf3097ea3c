import { useSyncExternalStore } from "react";

export type ThemeChoice = "auto" | "light" | "dark";

const STORAGE = "parlor.theme";
const CHANGED = "parlor:theme";

/** What the person chose; `auto` follows the system. */
function choice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(STORAGE);
    return stored === "light" || stored === "dark" ? stored : "auto";
  } catch {
    return "auto";
  }
}

/** Remembers the choice; public/theme.js hears the event and repaints. */
function choose(next: ThemeChoice): void {
  try {
    localStorage.setItem(STORAGE, next);
  } catch {
    // Storage may be forbidden; then the system's preference stays.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(changed: () => void): () => void {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  window.addEventListener(CHANGED, changed);
  system.addEventListener("change", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    system.removeEventListener("change", changed);
  };
}

/** The chosen theme, the one on screen, and how to change it. */
export function useTheme() {
  const chosen = useSyncExternalStore(subscribe, choice, () => "auto" as const);
  const resolved = useSyncExternalStore(subscribe, onScreen, () => "light" as const);
  return { choice: chosen, resolved, choose };
}

function onScreen(): "light" | "dark" {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}
