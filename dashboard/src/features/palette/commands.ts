import { linkOptions } from "@tanstack/react-router";

/** Where the palette and the keys lead. `keys` are pressed one after the other. */
export const PLACES = [
  { ...linkOptions({ to: "/dashboard" }), label: "Home", keys: "g h" },
  { ...linkOptions({ to: "/dashboard/agents" }), label: "Agents", keys: "g a" },
  { ...linkOptions({ to: "/dashboard/agents/new" }), label: "New agent", keys: "n" },
  { ...linkOptions({ to: "/dashboard/conversations" }), label: "Conversations", keys: "g c" },
  { ...linkOptions({ to: "/dashboard/insight" }), label: "Insight", keys: "g i" },
  { ...linkOptions({ to: "/dashboard/keys" }), label: "API keys", keys: "g k" },
  { ...linkOptions({ to: "/dashboard/members" }), label: "Members", keys: "g m" },
  { ...linkOptions({ to: "/dashboard/audit" }), label: "Audit log", keys: "g l" },
  { ...linkOptions({ to: "/dashboard/settings" }), label: "Settings", keys: "g s" },
  { ...linkOptions({ to: "/dashboard/account" }), label: "Your account", keys: "g u" },
] as const;

/** How long after the first key the second may come, ms. */
const PATIENCE = 1_000;

/** Reads keys that are pressed one after the other; tells the sequence that was completed. */
export function sequences(known: readonly string[]) {
  let before: { key: string; at: number } | undefined;
  return (key: string, now: number): string | undefined => {
    const two = before !== undefined && now - before.at < PATIENCE ? `${before.key} ${key}` : undefined;
    const hit = [two, key].find((sequence) => sequence !== undefined && known.includes(sequence));
    before = hit === undefined ? { key, at: now } : undefined;
    return hit;
  };
}

/** Whether a key was meant for what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select") || target.closest("[role=dialog], [role=alertdialog], [role=menu]") !== null);
}
