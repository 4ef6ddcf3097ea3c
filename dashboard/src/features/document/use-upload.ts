import { uploadDocument } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { body } from "~/lib/api";
import { messageOf, Problem } from "~/lib/problem";
import { documentKeys } from "./document";

/** A file that was not taken, and why. */
export interface Refused {
  name: string;
  reason: string;
}

/** Uploads files one after the other; one that is refused, here or by the server, does not stop the rest. */
export function useUpload(agentId: string) {
  const queryClient = useQueryClient();
  const [sending, setSending] = useState(0);
  const [refused, setRefused] = useState<Refused[]>([]);

  const upload = async (files: readonly File[], alreadyRefused: Refused[]) => {
    setRefused(alreadyRefused);
    setSending((count) => count + files.length);
    for (const file of files) {
      try {
        await body(uploadDocument({ path: { id: agentId }, body: { file }, throwOnError: true }));
        await queryClient.invalidateQueries({ queryKey: documentKeys.list(agentId) });
      } catch (error) {
        setRefused((before) => [...before, { name: file.name, reason: reasonOf(error) }]);
      } finally {
        setSending((count) => count - 1);
      }
    }
  };
  return { upload, sending, refused };
}

/** The rule the file broke, without the name of the form's field. */
function reasonOf(error: unknown): string {
  const field = error instanceof Problem ? error.fields[0] : undefined;
  return field?.message ?? messageOf(error);
}
