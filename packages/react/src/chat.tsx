/** The chat as a part of the page. It fills the box that `className` or `style` give it. */
import { createElement, type CSSProperties, forwardRef, useEffect, useImperativeHandle, useRef } from "react";

import { attributesOf, EVENTS, originOf, type ParlorEvents, type ParlorOptions } from "./options.js";

export interface ParlorChatProps extends ParlorOptions, ParlorEvents {
  className?: string | undefined;
  style?: CSSProperties | undefined;
}

export interface ParlorChatHandle {
  /** Sends `text` as the visitor. */
  send: (text: string) => void;
  /** Forgets the visitor: the next one starts anew. */
  reset: () => void;
}

/** `<parlor-chat>` once its script has run. */
type ChatElement = HTMLElement & ParlorChatHandle;

export const ParlorChat = forwardRef<ParlorChatHandle, ParlorChatProps>(function ParlorChat(props, ref) {
  const { server, publishableKey, agent, className, style } = props;
  const element = useRef<ChatElement>(null);
  const latest = useRef<ParlorEvents>(props);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const chat = element.current;
    if (!chat) return;
    const stops = Object.entries(EVENTS).map(([name, handler]) => {
      const listener = (event: Event) => latest.current[handler]?.((event as CustomEvent<never>).detail);
      chat.addEventListener(name, listener);
      return () => chat.removeEventListener(name, listener);
    });
    load(server).catch(() => latest.current.onError?.({ code: "network", message: "The chat could not be loaded" }));
    return () => {
      for (const stop of stops) stop();
    };
  }, [server, publishableKey, agent]);

  useImperativeHandle(ref, () => {
    const whenDefined = (call: (chat: ChatElement) => void) => {
      void customElements.whenDefined("parlor-chat").then(() => element.current && call(element.current));
    };
    return {
      send: (text) => whenDefined((chat) => chat.send(text)),
      reset: () => whenDefined((chat) => chat.reset()),
    };
  }, []);

  // The element cannot change its server, key or agent: then it is another one.
  const key = `${server} ${publishableKey} ${agent}`;
  return createElement("parlor-chat", { key, ref: element, class: className, style, ...attributesOf(props) });
});

/** Loads the script that defines the element; the browser runs it once, however often it is asked for. */
async function load(server: string): Promise<void> {
  await import(/* webpackIgnore: true */ /* @vite-ignore */ `${originOf(server)}/parlor-chat.js`);
}
