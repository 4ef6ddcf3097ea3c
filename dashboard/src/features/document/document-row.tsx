import { type DocumentBody, reprocessDocument } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { EllipsisIcon, FileTextIcon, MessageCircleQuestionMarkIcon, RefreshCwIcon, TextQuoteIcon, Trash2Icon } from "lucide-react";
import { toast } from "sonner";
import { Time } from "~/components/time";
import { Button } from "~/components/ui/button";
import { Menu, MenuItem } from "~/components/ui/menu";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { bytes, plural } from "~/lib/format";
import { documentKeys, isProcessing } from "./document";
import { ProgressLine } from "./progress-line";
import { StatusBadge } from "./status-badge";

/** One document: its state, why it failed if it did, and what can be done with it. */
export function DocumentRow({ document, onRead, onDelete }: { document: DocumentBody; onRead: () => void; onDelete: () => void }) {
  const queryClient = useQueryClient();
  const Icon = document.kind === "qa" ? MessageCircleQuestionMarkIcon : FileTextIcon;
  const reprocess = async () => {
    try {
      await body(reprocessDocument({ path: { id: document.id }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: documentKeys.list(document.agentId) });
      toast.success("Processing again");
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <li className="flex items-center gap-3 px-4 py-3 sm:px-5">
      <Icon aria-hidden className="size-4.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{document.title}</p>
        <div className="text-[0.8125rem] text-muted">
          {document.status === "failed" ? (
            <p className="text-danger">{document.error ?? "It could not be read."}</p>
          ) : (
            <>
              {document.status === "ready" && <>{plural(document.chunkCount, "passage")} · </>}
              {document.pageCount != null && <>{plural(document.pageCount, "page")} · </>}
              {bytes(document.size)} · <Time at={document.createdAt} />
            </>
          )}
          <ProgressLine document={document} />
          {document.status === "failed" && (
            <Button variant="secondary" size="sm" className="mt-2" onClick={() => void reprocess()} aria-label={`Try ${document.title} again`}>
              <RefreshCwIcon aria-hidden /> Try again
            </Button>
          )}
        </div>
      </div>
      <StatusBadge status={document.status} />
      <Menu
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${document.title}`}>
            <EllipsisIcon />
          </Button>
        }
      >
        <MenuItem onSelect={onRead} disabled={document.chunkCount === 0}>
          <TextQuoteIcon aria-hidden /> View passages
        </MenuItem>
        <MenuItem onSelect={() => void reprocess()} disabled={isProcessing(document)}>
          <RefreshCwIcon aria-hidden /> Process again
        </MenuItem>
        <MenuItem tone="danger" onSelect={onDelete}>
          <Trash2Icon aria-hidden /> Delete…
        </MenuItem>
      </Menu>
    </li>
  );
}
