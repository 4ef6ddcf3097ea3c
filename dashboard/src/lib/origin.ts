import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** This server's own origin; the shell is written at build time, when there is none yet. */
export function useOrigin(): string {
  return useSyncExternalStore(never, () => window.location.origin, () => "");
}
