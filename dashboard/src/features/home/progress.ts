import type { Agent, Conversation, Document, Key } from "@parlor/api-client";

/** The first steps of a new organization, in order. */
export interface Progress {
  /** The newest agent, which the later steps are about. */
  agent: Agent | undefined;
  hasDocument: boolean;
  hasConversation: boolean;
  hasEmbedKey: boolean;
}

interface Facts {
  agents: readonly Agent[];
  /** Documents of the newest agent. */
  documents: readonly Document[];
  conversations: readonly Conversation[];
  keys: readonly Key[];
}

/** Which steps are done, read from what is really there. */
export function progressOf({ agents, documents, conversations, keys }: Facts): Progress {
  return {
    agent: agents[0],
    hasDocument: documents.some(({ status }) => status === "ready"),
    hasConversation: conversations.length > 0,
    hasEmbedKey: keys.some(({ kind, revokedAt }) => kind === "publishable" && revokedAt == null),
  };
}

/** How many of the four steps are done. */
export function stepsDone({ agent, hasDocument, hasConversation, hasEmbedKey }: Progress): number {
  return [agent !== undefined, hasDocument, hasConversation, hasEmbedKey].filter(Boolean).length;
}
