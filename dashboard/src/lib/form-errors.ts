import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { toast } from "sonner";
import { messageOf, Problem } from "./problem";

/**
 * Puts a refusal where it belongs: each of the server's field errors at its field, and the sentence
 * at the form (`root.server`) when a field is unknown here or none was named.
 */
export function showProblem<T extends FieldValues>(error: unknown, fields: readonly Path<T>[], setError: UseFormSetError<T>): void {
  const named = error instanceof Problem ? error.fields : [];
  let placed = 0;
  for (const { path, message } of named) {
    const field = fields.find((one) => one === path || path.startsWith(`${one}.`) || path.startsWith(`${one}[`));
    if (field === undefined) continue;
    setError(field, { type: "server", message }, { shouldFocus: placed === 0 });
    placed += 1;
  }
  if (placed === 0 || placed < named.length) {
    setError("root.server", { type: "server", message: messageOf(error) });
  }
}

/** For actions without a form: the sentence appears as a toast. */
export function toastProblem(error: unknown): void {
  toast.error(messageOf(error));
}
