import type { DocumentBody } from "@parlor/api-client";
import { Badge } from "~/components/ui/badge";

const LOOK = {
  queued: { tone: "neutral", live: true, text: "Waiting" },
  extracting: { tone: "warn", live: true, text: "Reading" },
  embedding: { tone: "warn", live: true, text: "Indexing" },
  ready: { tone: "good", live: false, text: "Ready" },
  failed: { tone: "bad", live: false, text: "Failed" },
} as const;

/** Where a document stands, announced when it changes. */
export function StatusBadge({ status }: Pick<DocumentBody, "status">) {
  const { tone, live, text } = LOOK[status];
  return (
    <span role="status">
      <Badge tone={tone} live={live}>
        {text}
      </Badge>
    </span>
  );
}
