import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { agentsQuery } from "~/features/agent/agent";
import { conversationsQuery } from "~/features/conversation/conversation";
import { keysQuery } from "~/features/key/key";
import { wasTried } from "~/features/preview/tried";
import { progressOf } from "./progress";

/** Whoever comes back from a step expects to see it ticked. */
const FRESH = { staleTime: 0 };

/** Reads the facts behind the first steps. `progress` is undefined until all of them are there. */
export function useProgress() {
  const agents = useInfiniteQuery({ ...agentsQuery, ...FRESH });
  const conversations = useInfiniteQuery({ ...conversationsQuery(), ...FRESH });
  const keys = useQuery({ ...keysQuery, ...FRESH });
  const failed = [agents, conversations, keys].find((query) => query.isError);
  const isReady = agents.data !== undefined && conversations.data !== undefined && keys.data !== undefined;
  const progress = isReady
    ? progressOf({
        agents: agents.data.pages.flatMap((page) => page.agents),
        conversations: conversations.data.pages.flatMap((page) => page.conversations),
        keys: keys.data.keys,
        wasTried,
      })
    : undefined;
  return { progress, failed };
}
