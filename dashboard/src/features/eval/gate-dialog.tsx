import { type GateInput, setGate } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { CheckList } from "~/components/ui/check-list";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Select } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { plural } from "~/lib/format";
import { evalKeys, hour, percent, suitesQuery } from "./eval";

const HOURS = Array.from({ length: 24 }, (_, utc) => utc);

interface GateForm {
  suites: string[];
  atLeast: string;
  noRegression: boolean;
  /** The hour, or empty. */
  nightly: string;
}

/** Chooses what a draft must pass. One bar for all chosen suites, or each suite's own. */
export function GateDialog({ agentId, settings, onClose }: { agentId: string; settings: GateInput; onClose: () => void }) {
  const queryClient = useQueryClient();
  const suites = useQuery(suitesQuery(agentId)).data?.suites ?? [];
  const bar = settings.suites[0]?.atLeast;
  const { register, handleSubmit, setError, formState } = useForm<GateForm>({
    defaultValues: { suites: settings.suites.map(({ suiteId }) => suiteId), atLeast: bar == null ? "" : String(Math.round(bar * 100)), noRegression: settings.noRegression ?? false, nightly: settings.nightly == null ? "" : String(settings.nightly) },
  });
  const submit = handleSubmit(async (form) => {
    try {
      const atLeast = form.atLeast.trim() === "" ? {} : { atLeast: Number(form.atLeast) / 100 };
      const input = { suites: form.suites.map((suiteId) => ({ suiteId, ...atLeast })), noRegression: form.noRegression, nightly: form.nightly === "" ? null : Number(form.nightly) };
      await body(setGate({ path: { id: agentId }, body: input, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      toast.success(input.suites.length === 0 ? "The gate is open" : "The gate is set");
      onClose();
    } catch (error) {
      showProblem(error, ["suites"], setError);
    }
  });
  const options = suites.filter(({ caseCount }) => caseCount > 0).map((suite) => ({ value: suite.id, label: suite.name, hint: `${plural(suite.caseCount, "case")}, ${percent(suite.threshold)} must pass` }));
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title="Publish gate" description="A draft goes live only when it passes. With no suite chosen everything does.">
      <form onSubmit={(event) => void submit(event)} className="space-y-4">
        <CheckList legend="Suites that a draft must pass" options={options} error={formState.errors.suites?.message} register={register("suites")} />
        <Field label="Cases that must pass, %" aside="Optional" hint="Instead of what each suite says.">
          {(control) => <Input {...control} {...register("atLeast")} type="number" min={0} max={100} step={1} inputMode="numeric" />}
        </Field>
        <label className="flex items-start gap-3 text-[0.8125rem]">
          <input type="checkbox" className="mt-0.5 size-4 accent-accent" {...register("noRegression")} />
          <span>No case may fail that passes on the live version</span>
        </label>
        <Field label="Evaluate the live version each night" hint="With the suites above, or all of them. An alert is raised when it falls below its bar or got worse.">
          {(control) => (
            <Select {...control} {...register("nightly")}>
              <option value="">Never</option>
              {HOURS.map((utc) => <option key={utc} value={utc}>{`At ${hour(utc)}`}</option>)}
            </Select>
          )}
        </Field>
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Set the gate
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
