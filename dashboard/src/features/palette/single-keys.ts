import { useSyncExternalStore } from "react";

const STORAGE = "parlor.single-keys";
const CHANGED = "parlor:single-keys";

/** Whether keys without Ctrl do something. Who speaks to the computer, or often hits a key by mistake, switches them off (WCAG 2.1.4). */
export function singleKeys(): boolean {
  try {
    return localStorage.getItem(STORAGE) !== "off";
  } catch {
    return true;
  }
}

/** The choice, and how to change it in this browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, singleKeys, () => true), choose];
}

function choose(on: boolean): void {
  try {
    localStorage.setItem(STORAGE, on ? "on" : "off");
  } catch {
    // Storage may be forbidden; then the keys stay as they are.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  return () => { window.removeEventListener(CHANGED, changed); };
}
