/**
 * The colours in force.
 *
 * Owns the choice between what the host page, the agent's owner and the visitor's system ask for,
 * and keeps every derived colour readable (WCAG 2.2 AA). Sets them through the CSSOM, which no
 * style policy forbids.
 */
import type { AgentTheme, PanelOptions, ThemeMode } from "@parlor/chat-client/bridge";
import { useEffect, useSyncExternalStore } from "react";

import { DEFAULT_COLOR, onColor, parseColor, readable } from "../shared/color";

const BACKGROUND = { light: "#ffffff", dark: "#15181b" } as const;

export interface Look {
  mode: "light" | "dark";
  accent: string;
  onAccent: string;
  /** The accent as text and icons on the background. */
  accentText: string;
  background: string;
}

export function chooseLook(options: PanelOptions, theme: AgentTheme | null | undefined, systemDark: boolean): Look {
  const wish: ThemeMode = options.theme ?? theme?.scheme ?? "auto";
  const mode = wish === "auto" ? (systemDark ? "dark" : "light") : wish;
  const background = BACKGROUND[mode];
  // A surface in the accent must at least be told from the background (3:1, WCAG 1.4.11).
  const accent = readable(parseColor(options.color) ?? parseColor(theme?.color) ?? DEFAULT_COLOR, background, 3);
  return { mode, accent, onAccent: onColor(accent), accentText: readable(accent, background, 5.5), background };
}

/** Applies the look to the document and answers it. */
export function useLook(options: PanelOptions, theme: AgentTheme | null | undefined): Look {
  const systemDark = useSyncExternalStore(watchSystem, () => darkQuery.matches);
  const look = chooseLook(options, theme, systemDark);
  const { mode, accent, onAccent, accentText } = look;
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = mode;
    root.style.setProperty("--accent", accent);
    root.style.setProperty("--on-accent", onAccent);
    root.style.setProperty("--accent-text", accentText);
  }, [mode, accent, onAccent, accentText]);
  return look;
}

const darkQuery = matchMedia("(prefers-color-scheme: dark)");

function watchSystem(listener: () => void): () => void {
  darkQuery.addEventListener("change", listener);
  return () => darkQuery.removeEventListener("change", listener);
}
