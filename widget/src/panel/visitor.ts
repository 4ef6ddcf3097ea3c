/** The visitor's store and list for the components inside the chat. */
import { createContext, useContext, useSyncExternalStore } from "react";

import { type ChatState, initialState } from "@parlor/chat-client";
import type { Visitor } from "./host/panel";

export const VisitorContext = createContext<Visitor | null>(null);

export function useStore(): Visitor {
  const visitor = useContext(VisitorContext);
  if (!visitor) throw new Error("This component belongs inside a visitor's chat");
  return visitor;
}

/** What is shown of the visitor's chat; of nobody's, as long as nobody is known. */
export function useChat(): ChatState {
  return useChatPart((state) => state);
}

/** A part of it, so that what does not depend on the growing answer is not made again with each of its pieces. */
export function useChatPart<T>(select: (state: ChatState) => T): T {
  const { store } = useContext(VisitorContext) ?? NOBODY;
  return useSyncExternalStore(store.subscribe, () => select(store.getSnapshot()));
}

const NOBODY = { store: { subscribe: () => () => undefined, getSnapshot: () => initialState } };
