/** The button in the corner of the page, and the chat behind it. One at a time. */
import { forwardRef, useEffect, useImperativeHandle, useRef } from "react";

import { attributesOf, EVENTS, originOf, type ParlorEvents, type ParlorOptions } from "./options.js";

export interface ParlorLauncherProps extends ParlorOptions, ParlorEvents {
  position?: "bottom-right" | "bottom-left" | undefined;
  /** Open from the start, unless the visitor has closed it before. */
  defaultOpen?: boolean | undefined;
  onOpen?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
}

export interface ParlorLauncherHandle {
  open: () => void;
  close: () => void;
  toggle: () => void;
  /** Sends `text` as the visitor, in the open chat. */
  send: (text: string) => void;
  /** Forgets the visitor: the next one starts anew. */
  reset: () => void;
}

const LAUNCHER_EVENTS = { ...EVENTS, open: "onOpen", close: "onClose" } as const;

export const ParlorLauncher = forwardRef<ParlorLauncherHandle, ParlorLauncherProps>(function ParlorLauncher(props, ref) {
  const { server, publishableKey, agent, identity = null, theme, color, locale, texts, position } = props;
  const latest = useRef(props);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const stop = start(latest.current);
    for (const [name, handler] of Object.entries(LAUNCHER_EVENTS)) {
      call("on", name, (detail: never) => latest.current[handler]?.(detail));
    }
    return stop;
  }, [server, publishableKey, agent]);

  useEffect(() => call("identify", identity), [server, publishableKey, agent, identity]);

  // Texts are compared by what they say: an object written in JSX is another one each time.
  const said = texts && JSON.stringify(texts);
  useEffect(() => call("update", { theme, color, locale, position, texts: said }), [server, publishableKey, agent, theme, color, locale, position, said]);

  useImperativeHandle(
    ref,
    () => ({
      open: () => call("open"),
      close: () => call("close"),
      toggle: () => call("toggle"),
      send: (text) => call("send", text),
      reset: () => call("reset"),
    }),
    [],
  );
  return null;
});

/** `window.Parlor`: a list of calls that wait, and later what carries them out. */
interface Calls {
  push: (...calls: unknown[][]) => unknown;
  destroy?: () => void;
}

interface ParlorWindow {
  Parlor?: Calls | undefined;
  trustedTypes?: { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => { createScriptURL: (url: string) => unknown } };
}

/** Calls `window.Parlor`; before it is loaded the call waits in the queue. */
function call(method: string, ...rest: unknown[]): void {
  const page = window as unknown as ParlorWindow;
  const waiting: unknown[][] = [];
  const calls = page.Parlor ?? waiting;
  page.Parlor = calls;
  calls.push([method, ...rest]);
}

/** Puts the script into the page; the function it answers takes the launcher away again. */
function start(props: ParlorLauncherProps): () => void {
  const page = window as unknown as ParlorWindow;
  const script = document.createElement("script");
  script.async = true;
  for (const [name, value] of Object.entries(attributesOf(props))) if (value !== undefined) script.setAttribute(name, value);
  if (props.position) script.dataset.position = props.position;
  if (props.defaultOpen) script.dataset.open = "true";
  script.src = trusted(`${originOf(props.server)}/widget.js`) as string;
  script.addEventListener("error", () => props.onError?.({ code: "network", message: "The chat could not be loaded" }));
  document.head.append(script);
  return () => {
    // A script that has not run yet would still do so: without a key and an agent it starts nothing.
    delete script.dataset.key;
    delete script.dataset.agent;
    script.remove();
    page.Parlor?.destroy?.();
    delete page.Parlor;
  };
}

/** The address as a page that enforces Trusted Types wants it. */
function trusted(url: string): unknown {
  const { trustedTypes } = window as unknown as ParlorWindow;
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy("parlor", { createScriptURL: (address) => address });
  return policy.createScriptURL(url);
}

let policy: { createScriptURL: (url: string) => unknown } | undefined;
