/**
 * The entry of `widget.js`.
 *
 * Owns finding its own script element and publishing `window.Parlor`. One launcher per page.
 */
import { createApi, type ParlorApi, queuedCalls } from "./api";
import { Launcher } from "./launcher";
import { readEmbed } from "./options";

declare global {
  interface Window {
    Parlor?: ParlorApi | unknown[];
  }
}

function script(): HTMLScriptElement | null {
  const current = document.currentScript;
  // A tag manager may insert the script so that it has no `currentScript`.
  return current instanceof HTMLScriptElement ? current : document.querySelector("script[data-key][src*='/widget.js']");
}

function start(element: HTMLScriptElement): void {
  const before = window.Parlor;
  if (before && !Array.isArray(before)) return;
  const embed = readEmbed(element);
  if (typeof embed === "string") {
    reportError(new Error(`Parlor: the script element lacks ${embed}`));
    return;
  }
  const launcher = new Launcher(embed);
  const api = createApi(launcher, () => {
    delete window.Parlor;
  });
  window.Parlor = api;
  api.push(...queuedCalls(before));
  launcher.start();
}

const element = script();
if (element) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(element));
  else start(element);
}
