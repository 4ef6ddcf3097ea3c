import type { AgentBody, ConversationBody, KeyBody } from "@parlor/api-client";

/** The first steps of a new organization, in order. */
export interface Progress {
  /** The newest agent, which the later steps are about. */
  agent: AgentBody | undefined;
  hasKnowledge: boolean;
  wasTried: boolean;
  hasEmbedKey: boolean;
}

interface Facts {
  agents: readonly AgentBody[];
  conversations: readonly ConversationBody[];
  keys: readonly KeyBody[];
  /** Whether an agent answered in this browser's preview. */
  wasTried: (agentId: string) => boolean;
}

/** Which steps are done, read from what is really there. */
export function progressOf({ agents, conversations, keys, wasTried }: Facts): Progress {
  return {
    agent: agents[0],
    hasKnowledge: agents.some((agent) => agent.hasKnowledge),
    wasTried: conversations.length > 0 || agents.some(({ id }) => wasTried(id)),
    hasEmbedKey: keys.some(({ kind, revokedAt }) => kind === "publishable" && revokedAt == null),
  };
}

/** How many of the four steps are done. */
export function stepsDone({ agent, hasKnowledge, wasTried, hasEmbedKey }: Progress): number {
  return [agent !== undefined, hasKnowledge, wasTried, hasEmbedKey].filter(Boolean).length;
}
