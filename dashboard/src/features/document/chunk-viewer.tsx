import type { DocumentBody } from "@parlor/api-client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Dialog } from "~/components/ui/dialog";
import { LoadError } from "~/components/ui/load-error";
import { MoreButton } from "~/components/ui/more-button";
import { SkeletonRows } from "~/components/ui/skeleton";
import { plural } from "~/lib/format";
import { chunksQuery } from "./document";

/** The passages a document was cut into: exactly what the agent can find and cite. */
export function ChunkViewer({ document, onClose }: { document: DocumentBody; onClose: () => void }) {
  const list = useInfiniteQuery(chunksQuery(document.id));
  const chunks = list.data?.pages.flatMap((page) => page.chunks) ?? [];
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} shape="wide" title={document.title} description={plural(document.chunkCount, "passage")}>
      {list.isPending && <SkeletonRows />}
      {list.isError && <LoadError query={list} />}
      <ol className="space-y-3">
        {chunks.map((chunk, index) => (
          <li key={chunk.id} className="rounded-xl border bg-canvas p-4">
            <p className="mb-1.5 flex gap-2 text-xs text-muted">
              <span className="tabular-nums">{index + 1}</span>
              {chunk.heading != null && chunk.heading !== "" && <span className="font-medium">{chunk.heading}</span>}
              {chunk.page != null && <span>Page {chunk.page}</span>}
            </p>
            <p className="text-[0.8125rem] whitespace-pre-wrap wrap-anywhere">{chunk.text}</p>
          </li>
        ))}
      </ol>
      <MoreButton query={list} />
    </Dialog>
  );
}
