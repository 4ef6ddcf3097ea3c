import { uploadDocument } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { body } from "~/lib/api";
import { messageOf, Problem } from "~/lib/problem";
import { documentKeys } from "./document";

/** How many files are sent at the same time. */
const LANES = 3;

/** A file that the server does not have yet, or will not take. */
export interface Upload {
  id: number;
  name: string;
  state: "waiting" | "sending" | "refused";
  /** Why it was refused. */
  reason?: string;
}

/** Uploads many files, a few at a time; one that is refused, here or by the server, does not stop the rest. */
export function useUpload(agentId: string) {
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const next = useRef(0);

  const change = (id: number, to: Partial<Upload>) => {
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...to } : upload)));
  };
  const send = async (id: number, file: File) => {
    change(id, { state: "sending" });
    try {
      await body(uploadDocument({ path: { id: agentId }, body: { file }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: documentKeys.list(agentId) });
      setUploads((before) => before.filter((upload) => upload.id !== id));
    } catch (error) {
      change(id, { state: "refused", reason: reasonOf(error) });
    }
  };

  const upload = async (files: readonly File[], refused: readonly { name: string; reason: string }[]) => {
    const queue = files.map((file) => ({ id: next.current++, file }));
    const waiting = queue.map(({ id, file }): Upload => ({ id, name: file.name, state: "waiting" }));
    const unwanted = refused.map((file): Upload => ({ id: next.current++, state: "refused", ...file }));
    // What was refused last time has been read by now.
    setUploads((before) => [...before.filter(({ state }) => state !== "refused"), ...unwanted, ...waiting]);
    const lane = async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await send(item.id, item.file);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  };
  return { upload, uploads };
}

/** The rule the file broke, without the name of the form's field. */
function reasonOf(error: unknown): string {
  const field = error instanceof Problem ? error.fields[0] : undefined;
  return field?.message ?? messageOf(error);
}
