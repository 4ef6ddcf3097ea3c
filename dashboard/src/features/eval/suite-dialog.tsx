import { type SuiteBody, updateSuite } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Select } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { Problem } from "~/lib/problem";
import { CheckEditor } from "./check-editor";
import { type CheckRow, fromRow, toRow } from "./check-rows";
import { evalKeys } from "./eval";

interface SuiteForm {
  name: string;
  description: string;
  threshold: string;
  repeat: string;
  tools: SuiteBody["tools"];
}

const within = (least: number, most: number) => (text: string) => (text.trim() !== "" && Number(text) >= least && Number(text) <= most) || `Must be ${String(least)} to ${String(most)}.`;

/** Changes what a suite says beside its cases. */
export default function SuiteDialog({ suite, onClose }: { suite: SuiteBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { register, handleSubmit, setError, formState } = useForm<SuiteForm>({
    defaultValues: { name: suite.name, description: suite.description ?? "", threshold: String(Number((suite.threshold * 100).toFixed(2))), repeat: String(suite.repeat), tools: suite.tools },
  });
  const [checks, setChecks] = useState<readonly CheckRow[]>(() => suite.checks.map(toRow));
  const [checkError, setCheckError] = useState<string>();
  const { errors } = formState;
  const submit = handleSubmit(async ({ name, description, threshold, repeat, tools }) => {
    setCheckError(undefined);
    try {
      const change = { name: name.trim(), description: description.trim(), threshold: Number(threshold) / 100, repeat: Number(repeat), tools, checks: checks.map(fromRow), version: suite.version };
      await body(updateSuite({ path: { id: suite.id }, body: change, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: evalKeys.all });
      toast.success("The suite is saved");
      onClose();
    } catch (error) {
      const about = error instanceof Problem ? error.fields.find(({ path }) => path === "checks") : undefined;
      if (error instanceof SyntaxError) setCheckError(error.message);
      else if (about !== undefined) setCheckError(about.message);
      else showProblem(error, ["name", "description", "threshold", "repeat", "tools"], setError);
    }
  });
  return (
    <Dialog open shape="wide" onOpenChange={(open) => { if (!open) onClose(); }} title="Change the suite" description="What was run before keeps the suite as it was.">
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Name" error={errors.name?.message}>
          {(control) => <Input {...control} {...register("name", { required: "Give it a name." })} maxLength={120} autoComplete="off" />}
        </Field>
        <Field label="Description" aside="Optional" error={errors.description?.message}>
          {(control) => <Input {...control} {...register("description")} autoComplete="off" />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="Cases that must pass, %" error={errors.threshold?.message}>
            {(control) => <Input {...control} {...register("threshold", { validate: within(0, 100) })} inputMode="decimal" autoComplete="off" />}
          </Field>
          <Field label="Each is asked so often" error={errors.repeat?.message}>
            {(control) => <Input {...control} {...register("repeat", { validate: within(1, 100) })} inputMode="numeric" autoComplete="off" />}
          </Field>
          <Field label="Tools" error={errors.tools?.message}>
            {(control) => (
              <Select {...control} {...register("tools")}>
                <option value="declared">Answer what cases declare</option>
                <option value="live">Are called for real</option>
              </Select>
            )}
          </Field>
        </div>
        <CheckEditor legend="Checks of every case" error={checkError} rows={checks} onChange={setChecks} />
        <FormError>{errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Save suite
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
