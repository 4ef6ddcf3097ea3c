import { UploadIcon } from "lucide-react";
import { useDropzone } from "react-dropzone";
import { cn } from "~/lib/cn";
import { plural } from "~/lib/format";
import { ACCEPT, ACCEPTED } from "./accept";
import { UploadList } from "./upload-list";
import { useUpload } from "./use-upload";

/** Takes files by drop, click or keyboard, many at once, and says what became of each that did not make it. */
export function UploadZone({ agentId }: { agentId: string }) {
  const { upload, uploads } = useUpload(agentId);
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    accept: ACCEPT,
    noClick: true,
    noKeyboard: true,
    onDrop: (files, rejections) => {
      const refused = rejections.map(({ file }) => ({ name: file.name, reason: `not a kind of file that can be read: ${ACCEPTED} can` }));
      void upload(files, refused);
    },
  });
  const refused = uploads.filter(({ state }) => state === "refused");
  const moving = uploads.filter(({ state }) => state !== "refused");
  return (
    <div>
      <div
        {...getRootProps({ role: "group", "aria-label": "Upload documents", tabIndex: undefined })}
        className={cn("rounded-xl border border-dashed border-line-strong/70 bg-surface transition-colors", isDragActive && "border-accent bg-tint")}
      >
        <input {...getInputProps({ "aria-label": "Choose documents" })} />
        <button type="button" onClick={open} className="flex w-full flex-col items-center rounded-xl px-6 py-8 text-center">
          <span aria-hidden className="mb-3 grid size-10 place-items-center rounded-xl border bg-canvas text-muted">
            <UploadIcon className="size-4.5" />
          </span>
          <span className="font-medium">{isDragActive ? "Drop to upload" : "Drop files here, or choose them"}</span>
          <span className="mt-0.5 text-[0.8125rem] text-muted">{ACCEPTED}</span>
        </button>
      </div>
      <p role="status" className="sr-only">
        {moving.length > 0 ? `Uploading ${plural(moving.length, "file")}` : ""}
      </p>
      <UploadList uploads={moving} />
      {refused.length > 0 && (
        <div role="alert" className="mt-2 rounded-lg border border-danger/25 bg-danger-tint px-3 py-2 text-[0.8125rem] text-danger">
          <ul className="space-y-1">
            {refused.map(({ id, name, reason }) => (
              <li key={id}>
                <span className="font-medium break-all">{name}</span>: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
