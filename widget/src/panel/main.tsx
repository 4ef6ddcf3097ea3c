/**
 * The entry of the panel page.
 *
 * Owns nothing but the beginning: reads the address, connects to the host page, renders.
 */
import { createRoot } from "react-dom/client";

import { pickLanguage } from "../i18n/language";
import { panelWords } from "../i18n/words";
import { App } from "./App";
import { Panel } from "./host/panel";
import { readParams } from "./host/params";
import "./styles/index.css";

const root = document.getElementById("panel");
const { parent, options } = readParams(location.search);

if (root && parent !== null && window.parent !== window) {
  const panel = new Panel(parent, options);
  createRoot(root).render(<App panel={panel} />);
  panel.start();
} else if (root) {
  // Opened by itself: there is nobody to ask for a session.
  root.textContent = panelWords[pickLanguage(navigator.languages)].noParent;
}
