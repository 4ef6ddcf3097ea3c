import type { AgentBody } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { versionsQuery } from "./agent";

/** Whether visitors get exactly what the saved draft says; undefined while that is not known. */
export function useIsPublished(agent: AgentBody): boolean | undefined {
  const { data } = useQuery(versionsQuery(agent.id));
  const live = data?.versions.find(({ version }) => version === agent.publishedVersion);
  // Both come from the same encoder, so equal settings are equal text.
  return live === undefined ? undefined : JSON.stringify(live.config) === JSON.stringify(agent.draft);
}
