import { useLocation } from "@tanstack/react-router";

/** The token of a link that works once. It stands in the fragment, which is sent to no server. */
export function useLinkToken(): string {
  return useLocation({ select: ({ hash }) => hash.replace(/^#/, "") });
}
