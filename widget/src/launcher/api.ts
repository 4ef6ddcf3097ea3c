/**
 * `window.Parlor`: what a page may call, before and after the script has loaded.
 *
 * Owns the names and the queue. Before loading, a page writes
 * `(window.Parlor ||= []).push(["on", "open", listener])`; the same line works afterwards.
 */
import type { Listener } from "./emitter";
import type { Launcher } from "./launcher";
import type { LauncherOptions } from "./options";

export interface ParlorApi {
  open: () => void;
  close: () => void;
  toggle: () => void;
  identify: (token: string | null) => void;
  reset: () => void;
  send: (text: string) => void;
  update: (options: LauncherOptions) => void;
  /** Answers a function that stops listening. */
  on: (name: string, listener: Listener) => () => void;
  off: (name: string, listener: Listener) => void;
  destroy: () => void;
  /** Carries out calls written as `[method, ...arguments]`. */
  push: (...calls: readonly unknown[]) => void;
}

/** The calls that a page has queued: those to `on`, so that it hears what the others cause, and the others. */
export function queuedCalls(queue: unknown): [unknown[], unknown[]] {
  if (!Array.isArray(queue)) return [[], []];
  const calls: unknown[] = queue;
  const isOn = (call: unknown) => Array.isArray(call) && call[0] === "on";
  return [calls.filter(isOn), calls.filter((call) => !isOn(call))];
}

export function createApi(launcher: Launcher, onDestroy: () => void): ParlorApi {
  const api: ParlorApi = {
    open: () => launcher.open(),
    close: () => launcher.close(),
    toggle: () => launcher.toggle(),
    identify: (token) => launcher.identify(token),
    reset: () => launcher.reset(),
    send: (text) => launcher.send(text),
    update: (options) => launcher.update(options),
    on: (name, listener) => launcher.events.on(name, listener),
    off: (name, listener) => launcher.events.off(name, listener),
    destroy: () => {
      launcher.destroy();
      onDestroy();
    },
    push: (...calls) => {
      for (const call of calls) run(api, call);
    },
  };
  return api;
}

function run(api: ParlorApi, call: unknown): void {
  if (!Array.isArray(call)) return;
  const [method, ...rest] = call as unknown[];
  if (typeof method !== "string" || method === "push" || !Object.hasOwn(api, method)) return;
  (api[method as keyof ParlorApi] as (...args: unknown[]) => unknown)(...rest);
}
