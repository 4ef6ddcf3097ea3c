/**
 * The entry of `widget.js`.
 *
 * Owns finding its own script element and publishing `window.Parlor`. One launcher per page, and
 * only when the script element names a key; `<parlor-chat>` is defined when the page has one.
 */
import { createApi, type ParlorApi, queuedCalls } from "./api";
import type * as chat from "./chat";
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
  return current instanceof HTMLScriptElement ? current : document.querySelector("script[src*='/widget.js']");
}

function start(element: HTMLScriptElement): void {
  const { origin } = new URL(element.src);
  const other = () => import(/* @vite-ignore */ `${origin}/parlor-chat.js`) as Promise<typeof chat>;
  if (document.querySelector("parlor-chat")) void other();
  const before = window.Parlor;
  const { key, agent } = element.dataset;
  if ((before && !Array.isArray(before)) || (!key && !agent)) return;
  const embed = readEmbed(element, element.src);
  if (typeof embed === "string") {
    reportError(new Error(`Parlor: the script element lacks ${embed}`));
    return;
  }
  const launcher = new Launcher(embed, async (...all) => new (await other()).Host(...all));
  const api = createApi(launcher, () => {
    delete window.Parlor;
  });
  window.Parlor = api;
  const [listeners, calls] = queuedCalls(before);
  api.push(...listeners);
  launcher.emit("ready", {});
  api.push(...calls);
  launcher.start();
}

const element = script();
if (element) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(element));
  else start(element);
}
