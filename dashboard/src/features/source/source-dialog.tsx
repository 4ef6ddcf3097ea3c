import { zodResolver } from "@hookform/resolvers/zod";
import { createSource, type SourceBody, updateSource } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { FormError } from "~/components/ui/field";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { sourceKeys } from "./source";
import { SourceFields } from "./source-fields";
import { fromSource, SOURCE_FIELDS, type SourceForm, type SourceInput, sourceSchema, toCreate, toUpdate } from "./source-form";

interface DialogProps {
  agentId: string;
  /** The website to change; a new one without it. */
  source?: SourceBody;
  onClose: () => void;
}

/** Adds or changes a website. */
export function SourceDialog({ agentId, source, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  const { register, control, handleSubmit, setError, formState } = useForm<SourceInput, unknown, SourceForm>({
    resolver: zodResolver(sourceSchema),
    defaultValues: fromSource(source),
  });
  const submit = handleSubmit(async (form) => {
    try {
      if (source === undefined) {
        await body(createSource({ path: { id: agentId }, body: toCreate(form), throwOnError: true }));
        toast.success("The website was added");
      } else {
        await body(updateSource({ path: { id: source.id }, body: { ...toUpdate(form), version: source.version }, throwOnError: true }));
        toast.success("Holds from the next sync on");
      }
      await queryClient.invalidateQueries({ queryKey: sourceKeys.list(agentId) });
      onClose();
    } catch (error) {
      showProblem(error, SOURCE_FIELDS, setError);
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={source === undefined ? "Add a website" : "Website settings"}
      description="Its pages become the agent's knowledge, as far as its robots.txt allows."
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <SourceFields register={register} control={control} errors={formState.errors} exists={source !== undefined} />
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            {source === undefined ? "Add the website" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
