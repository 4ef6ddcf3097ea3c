import { approveTool, type ToolBody } from "@parlor/api-client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { FormError } from "~/components/ui/field";
import { TextDiff } from "~/components/ui/text-diff";
import { toolsQuery } from "~/features/tool/tool";
import { body } from "~/lib/api";
import { messageOf } from "~/lib/problem";

/** Shows what a server made of a tool, beside what was agreed to, and asks whether that is well. */
export function ReviewChange({ tool, onClose }: { tool: ToolBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const change = tool.mcp?.change;
  const agree = useMutation({
    mutationFn: (pin: string) => body(approveTool({ path: { id: tool.id }, body: { pin }, throwOnError: true })),
    onSuccess: () => {
      toast.success(`${tool.name} is in use again`);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: toolsQuery(tool.agentId).queryKey }),
  });
  if (change == null) return null;
  const parts = [
    { label: "Description", before: tool.description, after: change.description },
    { label: "Arguments", before: JSON.stringify(tool.parameters, null, 2), after: JSON.stringify(change.parameters, null, 2) },
  ].filter(({ before, after }) => before !== after);
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={`${tool.name} has changed`} description="Its server describes it in another way than you agreed to. The agent does not use it until you agree again. Read closely: a description is an instruction to the agent." shape="wide">
      <div className="space-y-4">
        {parts.map(({ label, before, after }) => (
          <section key={label} aria-label={label}>
            <h3 className="mb-1.5 text-[0.8125rem] font-medium">{label}</h3>
            <div className="rounded-xl border bg-sunken px-4 py-3 text-[0.8125rem]">
              <TextDiff before={before} after={after} />
            </div>
          </section>
        ))}
        <FormError>{agree.isError ? messageOf(agree.error) : undefined}</FormError>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={onClose}>
            Leave it off
          </Button>
          <Button busy={agree.isPending} onClick={() => { agree.mutate(change.pin); }}>
            Agree and use it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
