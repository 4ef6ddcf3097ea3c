import { createNote, deleteNote, type NoteBody, type Transcript } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2Icon } from "lucide-react";
import { useForm } from "react-hook-form";
import { Time } from "~/components/time";
import { Button } from "~/components/ui/button";
import { Field, FormError, Textarea } from "~/components/ui/field";
import { membersQuery } from "~/features/member/member";
import { body } from "~/lib/api";
import { showProblem, toastProblem } from "~/lib/form-errors";
import { conversationKeys } from "./conversation";

/** What members wrote to each other about the conversation. */
export function Notes({ conversation, mayWrite }: { conversation: Transcript; mayWrite: boolean }) {
  const queryClient = useQueryClient();
  const members = useQuery(membersQuery).data?.members ?? [];
  const refresh = () => queryClient.invalidateQueries({ queryKey: conversationKeys.one(conversation.id) });
  const { register, handleSubmit, reset, setError, formState } = useForm({ defaultValues: { text: "" } });
  const submit = handleSubmit(async ({ text }) => {
    try {
      await body(createNote({ path: { id: conversation.id }, body: { text }, throwOnError: true }));
      await refresh();
      reset();
    } catch (error) {
      showProblem(error, ["text"], setError);
    }
  });
  const remove = async ({ id }: NoteBody) => {
    try {
      await deleteNote({ path: { id }, throwOnError: true });
      await refresh();
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <div className="space-y-4">
      {conversation.notes.length === 0 && !mayWrite && <p className="text-[0.8125rem] text-muted">None.</p>}
      <ul className="space-y-3 empty:hidden">
        {conversation.notes.map((note) => {
          const author = members.find(({ id }) => id === note.memberId);
          return (
            <li key={note.id} className="text-[0.8125rem]">
              <p className="flex items-center justify-between gap-2 text-xs text-muted">
                <span className="min-w-0 truncate">
                  {author?.name ?? author?.email ?? (note.memberId == null ? "Your server" : "A former member")} · <Time at={note.createdAt} />
                </span>
                {mayWrite && (
                  <Button variant="ghost" size="icon-sm" aria-label="Delete note" onClick={() => void remove(note)}>
                    <Trash2Icon />
                  </Button>
                )}
              </p>
              <p className="whitespace-pre-wrap wrap-anywhere">{note.text}</p>
            </li>
          );
        })}
      </ul>
      {mayWrite && (
        <form onSubmit={(event) => void submit(event)} className="space-y-2">
          <Field label="New note" error={formState.errors.text?.message}>
            {(field) => <Textarea {...field} {...register("text", { required: "Write something first" })} rows={2} maxLength={4_000} />}
          </Field>
          <FormError>{formState.errors.root?.server?.message}</FormError>
          <Button type="submit" variant="secondary" size="sm" busy={formState.isSubmitting}>
            Add note
          </Button>
        </form>
      )}
    </div>
  );
}
