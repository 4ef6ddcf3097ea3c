import type { DocumentBody } from "@parlor/api-client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FileTextIcon, MessageCircleQuestionMarkIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { MoreButton } from "~/components/ui/more-button";
import { SkeletonRows } from "~/components/ui/skeleton";
import { ChunkViewer } from "./chunk-viewer";
import { DeleteDocument } from "./delete-document";
import { documentsQuery } from "./document";
import { DocumentRow } from "./document-row";
import { QuestionDialog } from "./question-dialog";

/** The agent's documents and where each stands; follows those that are being processed. */
export function DocumentList({ agentId }: { agentId: string }) {
  const list = useInfiniteQuery(documentsQuery(agentId));
  const [read, setRead] = useState<DocumentBody>();
  const [asking, setAsking] = useState(false);
  const [doomed, setDoomed] = useState<DocumentBody>();
  if (list.isPending) return <Card><SkeletonRows rows={2} /></Card>;
  if (list.isError) return <LoadError query={list} />;
  const documents = list.data.pages.flatMap((page) => page.documents);
  return (
    <Card>
      <CardHeader
        title="Documents"
        action={
          <Button variant="secondary" size="sm" onClick={() => { setAsking(true); }}>
            <MessageCircleQuestionMarkIcon aria-hidden /> Write an answer
          </Button>
        }
      />
      {documents.length === 0 ? (
        <p className="flex items-center gap-2.5 border-t px-5 py-5 text-muted">
          <FileTextIcon aria-hidden className="size-4" /> Nothing yet. The agent answers from what you upload above.
        </p>
      ) : (
        <ul className="divide-y border-t">
          {documents.map((document) => (
            <DocumentRow key={document.id} document={document} onRead={() => { setRead(document); }} onDelete={() => { setDoomed(document); }} />
          ))}
        </ul>
      )}
      <MoreButton query={list} />
      {read !== undefined && <ChunkViewer document={read} onClose={() => { setRead(undefined); }} />}
      {asking && <QuestionDialog agentId={agentId} onClose={() => { setAsking(false); }} />}
      {doomed !== undefined && <DeleteDocument document={doomed} onClose={() => { setDoomed(undefined); }} />}
    </Card>
  );
}
