import { FileUpIcon } from "lucide-react";
import { Badge } from "~/components/ui/badge";
import type { Upload } from "./use-upload";

/** The files on their way to the server, one by one. */
export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null;
  return (
    <ul aria-label="Files being uploaded" className="mt-2 divide-y rounded-xl border bg-surface">
      {uploads.map(({ id, name, state }) => (
        <li key={id} className="flex items-center gap-3 px-4 py-2.5 text-[0.8125rem]">
          <FileUpIcon aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <Badge live={state === "sending"}>{state === "sending" ? "Uploading" : "Waiting"}</Badge>
        </li>
      ))}
    </ul>
  );
}
