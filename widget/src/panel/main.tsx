/**
 * The entry of the panel page.
 *
 * Owns nothing but the beginning: reads the address, connects to the host page, renders.
 */
import { createRoot } from "react-dom/client";

import { pickLanguage } from "../i18n/language";
import { App } from "./App";
import { Panel } from "./host/panel";
import { readParams } from "./host/params";
import { speak } from "./words";
import "./styles/index.css";

const root = document.getElementById("panel");
const params = readParams(location.search);
const { parent, options, fallback } = params;

async function begin(place: HTMLElement): Promise<void> {
  const spoken = await speak(pickLanguage([options.locale, fallback, ...navigator.languages]));
  if (parent === null || window.parent === window) {
    // Opened by itself: there is nobody to ask for a session.
    place.textContent = spoken.words.noParent;
    return;
  }
  const panel = new Panel(params, parent);
  createRoot(place).render(<App panel={panel} spoken={spoken} />);
  panel.start();
}

if (root) void begin(root);
