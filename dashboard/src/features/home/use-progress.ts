import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { agentsQuery } from "~/features/agent/agent";
import { conversationsQuery } from "~/features/conversation/conversation";
import { documentsQuery } from "~/features/document/document";
import { keysQuery } from "~/features/key/key";
import { progressOf } from "./progress";

/** Reads the facts behind the first steps. `progress` is undefined until all of them are there. */
export function useProgress() {
  const agents = useInfiniteQuery(agentsQuery);
  const list = agents.data?.pages.flatMap((page) => page.agents);
  const newest = list?.[0]?.id;
  const documents = useInfiniteQuery({ ...documentsQuery(newest ?? ""), enabled: newest !== undefined });
  const conversations = useInfiniteQuery(conversationsQuery);
  const keys = useQuery(keysQuery);
  const failed = [agents, documents, conversations, keys].find((query) => query.isError);
  const isReady = list !== undefined && (newest === undefined || documents.data !== undefined) && conversations.data !== undefined && keys.data !== undefined;
  const progress = isReady
    ? progressOf({
        agents: list,
        documents: documents.data?.pages.flatMap((page) => page.documents) ?? [],
        conversations: conversations.data.pages.flatMap((page) => page.conversations),
        keys: keys.data.keys,
      })
    : undefined;
  return { progress, failed };
}
