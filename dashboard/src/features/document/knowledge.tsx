import type { AgentBody } from "@parlor/api-client";
import { SourceList } from "~/features/source/source-list";
import { DocumentList } from "./document-list";
import { RetrieveBox } from "./retrieve-box";
import { UploadZone } from "./upload-zone";

/** What the agent knows: its documents and websites, and a way to see what a question finds in them. */
export function Knowledge({ agent }: { agent: AgentBody }) {
  return (
    <>
      <UploadZone agentId={agent.id} />
      <SourceList agentId={agent.id} />
      <DocumentList agentId={agent.id} />
      <RetrieveBox agent={agent} />
    </>
  );
}
