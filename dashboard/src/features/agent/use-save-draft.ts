import { type AgentBody, updateAgent } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { body } from "~/lib/api";
import { showProblem, toastProblem } from "~/lib/form-errors";
import { Problem } from "~/lib/problem";
import { agentKeys, agentQuery } from "./agent";
import { DRAFT_FIELDS, type DraftForm, toForm, toUpdate } from "./draft-form";

/**
 * Saves the editor's form over the revision it was opened with. When somebody else saved in the
 * meantime, nothing is overwritten: `theirs` holds their revision until the member decides.
 */
export function useSaveDraft(agent: AgentBody, form: UseFormReturn<DraftForm>) {
  const queryClient = useQueryClient();
  const [theirs, setTheirs] = useState<AgentBody>();
  /** What the form was filled from. */
  const [base, setBase] = useState(agent);

  const accept = (saved: AgentBody) => {
    setBase(saved);
    setTheirs(undefined);
    form.reset(toForm(saved));
    queryClient.setQueryData(agentKeys.one(agent.id), saved);
    void queryClient.invalidateQueries({ queryKey: [...agentKeys.all, "list"] });
  };

  const saveOver = async (version: number, values: DraftForm) => {
    try {
      const update = toUpdate(values, version);
      accept(await body(updateAgent({ path: { id: agent.id }, body: update, throwOnError: true })));
      toast.success("Draft saved");
    } catch (error) {
      if (error instanceof Problem && error.code === "conflict") {
        const fresh = await queryClient.query({ ...agentQuery(agent.id), staleTime: 0 });
        setTheirs(fresh);
      } else {
        showProblem(error, DRAFT_FIELDS, form.setError);
      }
    }
  };

  return {
    save: (values: DraftForm) => saveOver(base.version, values).catch(toastProblem),
    conflict:
      theirs === undefined
        ? undefined
        : {
            base: toForm(base),
            mine: form.getValues(),
            theirs: toForm(theirs),
            saveMerged: (merged: DraftForm) => {
              // From here on it is an edit of their revision: when it is refused, it can be mended and saved.
              accept(theirs);
              form.reset(merged, { keepDefaultValues: true });
              return saveOver(theirs.version, merged).catch(toastProblem);
            },
            takeTheirs: () => {
              accept(theirs);
            },
            decideLater: () => {
              setTheirs(undefined);
            },
          },
  };
}
