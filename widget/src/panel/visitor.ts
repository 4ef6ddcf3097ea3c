/** The visitor's store and list for the components inside the chat. */
import { createContext, useContext, useSyncExternalStore } from "react";

import type { ChatState } from "@parlor/chat-client";
import type { Visitor } from "./host/panel";

export const VisitorContext = createContext<Visitor | null>(null);

export function useStore(): Visitor {
  const visitor = useContext(VisitorContext);
  if (!visitor) throw new Error("This component belongs inside a visitor's chat");
  return visitor;
}

export function useChat(): ChatState {
  const { store } = useStore();
  return useSyncExternalStore(store.subscribe, store.getSnapshot);
}
