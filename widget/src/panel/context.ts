/** What every component may reach: the panel, its words and its language. */
import { createContext, useContext, useSyncExternalStore } from "react";

import type { Language } from "../i18n/language";
import type { PanelWords } from "../i18n/panel-words";
import type { Panel, PanelState } from "./host/panel";

export interface PanelContextValue {
  panel: Panel;
  words: PanelWords;
  language: Language;
}

export const PanelContext = createContext<PanelContextValue | null>(null);

export function usePanel(): PanelContextValue {
  const value = useContext(PanelContext);
  if (!value) throw new Error("This component belongs inside the panel");
  return value;
}

export function usePanelState(panel: Panel): PanelState {
  return useSyncExternalStore(panel.state.subscribe, panel.state.get);
}
