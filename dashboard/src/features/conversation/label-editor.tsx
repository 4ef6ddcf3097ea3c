import { setLabels, type Transcript } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { XIcon } from "lucide-react";
import { useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Input } from "~/components/ui/field";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { conversationKeys, conversationQuery, labelsQuery } from "./conversation";

const MAX = 10;

/** The labels of a conversation. A change shows at once and can be undone; one that the server refuses is taken back. */
export function LabelEditor({ conversation, mayWrite }: { conversation: Transcript; mayWrite: boolean }) {
  const queryClient = useQueryClient();
  const known = useQuery(labelsQuery).data?.labels ?? [];
  const list = useId();
  const [typed, setTyped] = useState("");
  const { labels } = conversation;

  const save = async (next: string[], undo: string[] | undefined) => {
    const { queryKey } = conversationQuery(conversation.id);
    await queryClient.cancelQueries({ queryKey });
    const show = (shown: string[]) => queryClient.setQueryData(queryKey, (old) => old && { ...old, labels: shown });
    show(next);
    try {
      show((await body(setLabels({ path: { id: conversation.id }, body: { labels: next }, throwOnError: true }))).labels);
      if (undo !== undefined) toast("Labels changed", { action: { label: "Undo", onClick: () => void save(undo, undefined) } });
    } catch (error) {
      show(labels);
      toastProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: conversationKeys.all, refetchType: "inactive" });
  };

  const add = (event: React.SyntheticEvent) => {
    event.preventDefault();
    const label = typed.trim();
    setTyped("");
    if (label !== "" && !labels.includes(label)) void save([...labels, label].sort(), labels);
  };

  return (
    <div className="space-y-3">
      {labels.length === 0 && !mayWrite && <p className="text-[0.8125rem] text-muted">None.</p>}
      {labels.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <li key={label} className="flex items-center gap-1 rounded-full bg-sunken ps-2.5 pe-1 text-xs font-medium">
              <span className="max-w-44 truncate py-1">{label}</span>
              {mayWrite && (
                <button type="button" aria-label={`Remove ${label}`} className="rounded-full p-1 text-muted hover:bg-line hover:text-ink" onClick={() => void save(labels.filter((one) => one !== label), labels)}>
                  <XIcon className="size-3" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && labels.length < MAX && (
        <form onSubmit={add} className="flex gap-2">
          <Input aria-label="New label" list={list} value={typed} maxLength={40} placeholder="Add a label" autoComplete="off" onChange={({ target }) => { setTyped(target.value); }} className="h-8 min-w-0 text-[0.8125rem]" />
          <datalist id={list}>
            {known.map((label) => <option key={label} value={label} />)}
          </datalist>
          <Button type="submit" variant="secondary" size="sm" disabled={typed.trim() === ""}>
            Add
          </Button>
        </form>
      )}
    </div>
  );
}
