/** Renders components for tests, inside everything that they expect around them. */
import { act } from "preact/test-utils";
import type { ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach } from "vitest";

import { en } from "../src/i18n/panel-words";
import { PanelContext, type PanelContextValue } from "../src/panel/context";
import { Panel } from "../src/panel/host/panel";
import { readParams } from "../src/panel/host/params";

let roots: Root[] = [];

afterEach(() => {
  for (const root of roots) root.unmount();
  roots = [];
  document.body.replaceChildren();
});

/** Renders into a fresh element; `update` renders something else into the same place. */
export async function render(node: ReactNode): Promise<{ box: HTMLElement; update: (next: ReactNode) => Promise<void> }> {
  const box = document.createElement("div");
  document.body.append(box);
  const root = createRoot(box);
  const context: PanelContextValue = { panel: new Panel(readParams(""), "https://shop.example"), words: en, language: "en" };
  roots.push(root);
  const update = async (next: ReactNode) => {
    await act(() => root.render(<PanelContext.Provider value={context}>{next}</PanelContext.Provider>));
  };
  await update(node);
  return { box, update };
}
