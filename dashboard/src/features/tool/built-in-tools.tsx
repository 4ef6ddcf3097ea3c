import { type BuiltInBody, createTool, type ToolBody, updateTool } from "@parlor/api-client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { Card, CardHeader } from "~/components/ui/card";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { BUILT_INS } from "./built-ins";
import { toolsQuery } from "./tool";

/** Switches for the tools that Parlor brings along. */
export function BuiltInTools({ agentId, tools }: { agentId: string; tools: readonly ToolBody[] }) {
  return (
    <Card>
      <CardHeader title="Built in">Tools are on as soon as you switch them on, for every version of the agent.</CardHeader>
      <ul className="divide-y border-t">
        {BUILT_INS.map(({ value, label, hint }) => (
          <BuiltInRow key={value} agentId={agentId} value={value} label={label} hint={hint} tool={tools.find(({ builtIn }) => builtIn === value)} />
        ))}
      </ul>
    </Card>
  );
}

interface RowProps {
  agentId: string;
  value: BuiltInBody;
  label: string;
  hint: string;
  tool: ToolBody | undefined;
}

function BuiltInRow({ agentId, value, label, hint, tool }: RowProps) {
  const id = useId();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (enabled: boolean): Promise<ToolBody> =>
      tool === undefined
        ? body(createTool({ path: { id: agentId }, body: { builtIn: value, enabled }, throwOnError: true }))
        : body(updateTool({ path: { id: tool.id }, body: { enabled }, throwOnError: true })),
    onError: toastProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: toolsQuery(agentId).queryKey }),
  });
  const isOn = change.isPending ? change.variables : tool?.enabled === true;
  return (
    <li className="flex items-center gap-4 px-5 py-3.5">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted">
          {hint}
        </p>
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-describedby={`${id}-hint`}
        className="size-4.5 shrink-0 accent-accent"
        checked={isOn}
        disabled={change.isPending}
        onChange={(event) => { change.mutate(event.target.checked); }}
      />
    </li>
  );
}
