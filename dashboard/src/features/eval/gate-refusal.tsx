import { type AgentBody, overrideGate } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Field, FormError, Input } from "~/components/ui/field";
import { accountQuery } from "~/features/account/account";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import type { Problem } from "~/lib/problem";

interface GateRefusalProps {
  agent: AgentBody;
  problem: Problem;
  /** An earlier version that was to go live, instead of the draft. */
  rollbackTo?: number;
  onLive: (agent: AgentBody) => Promise<void>;
  onLeave: () => void;
}

/** Why a draft, or an earlier version, may not go live, and for those who may the way around it. */
export function GateRefusal({ agent, problem, rollbackTo, onLive, onLeave }: GateRefusalProps) {
  const role = useQuery(accountQuery).data?.member.role;
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { reason: "" } });
  const submit = handleSubmit(async ({ reason }) => {
    try {
      const input = { reason: reason.trim(), version: agent.version, ...(rollbackTo === undefined ? {} : { rollbackTo }) };
      await onLive(await body(overrideGate({ path: { id: agent.id }, body: input, throwOnError: true })));
    } catch (error) {
      showProblem(error, ["reason"], setError);
    }
  });
  return (
    <div className="space-y-4">
      <div role="alert" className="rounded-lg border border-danger/25 bg-danger-tint px-3 py-2 text-[0.8125rem] text-danger">
        <p className="font-medium">{problem.message}</p>
        {problem.fields.length > 0 && (
          <ul className="mt-1.5 space-y-1">
            {problem.fields.map(({ path, message }) => (
              <li key={path} className="break-words">
                <span className="font-medium">{path}</span>: {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Link to="/dashboard/agents/$id/evals" params={{ id: agent.id }} onClick={onLeave} className="inline-block rounded text-[0.8125rem] font-medium text-accent hover:underline">
        See its evaluations
      </Link>
      {(role === "owner" || role === "admin") && (
        <form onSubmit={(event) => void submit(event)} className="space-y-3 border-t pt-4">
          <Field label="Publish all the same, because" hint="Kept with the version, with your name." error={formState.errors.reason?.message}>
            {(control) => <Input {...control} {...register("reason", { required: "Say why." })} maxLength={500} autoComplete="off" />}
          </Field>
          <FormError>{formState.errors.root?.server?.message}</FormError>
          <div className="flex justify-end">
            <Button variant="danger" type="submit" busy={formState.isSubmitting}>
              Override the gate
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
