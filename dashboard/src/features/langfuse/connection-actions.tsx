import { type LangfuseTrial, takePrompt, testLangfuse } from "@parlor/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { FormError } from "~/components/ui/field";
import { agentKeys } from "~/features/agent/agent";
import { evalKeys } from "~/features/eval/eval";
import { body } from "~/lib/api";
import { messageOf } from "~/lib/problem";

interface ActionsProps {
  agentId: string;
  /** Whether the connection names a prompt. */
  hasPrompt: boolean;
}

/** Tries the connection, and takes the prompt. What came of it stays until the next try. */
export function ConnectionActions({ agentId, hasPrompt }: ActionsProps) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<"test" | "prompt">();
  const [trial, setTrial] = useState<LangfuseTrial>();
  const [refusal, setRefusal] = useState<string>();
  const act = async (what: "test" | "prompt", work: () => Promise<void>) => {
    setBusy(what);
    setTrial(undefined);
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setBusy(undefined);
    }
  };
  const test = () => act("test", async () => {
    setTrial(await body(testLangfuse({ path: { id: agentId }, throwOnError: true })));
  });
  const take = () => act("prompt", async () => {
    const agent = await body(takePrompt({ path: { id: agentId }, throwOnError: true }));
    queryClient.setQueryData(agentKeys.one(agentId), agent);
    toast.success("The draft has the prompt’s instructions");
    await Promise.all([agentKeys.all, evalKeys.all].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" busy={busy === "test"} disabled={busy !== undefined} onClick={() => void test()}>
          Test
        </Button>
        {hasPrompt && (
          <Button variant="secondary" size="sm" busy={busy === "prompt"} disabled={busy !== undefined} onClick={() => void take()}>
            Take the prompt now
          </Button>
        )}
      </div>
      <div role="status">{trial?.ok === true && <Answer trial={trial} />}</div>
      <FormError>{trial?.ok === false ? `It did not work: ${trial.error ?? "no reason was given"}.` : refusal}</FormError>
    </div>
  );
}

function Answer({ trial: { project, version, datasets } }: { trial: LangfuseTrial }) {
  return (
    <p className="rounded-lg bg-tint px-3 py-2 text-[0.8125rem] wrap-anywhere">
      It works: project <strong className="font-medium">{project}</strong>, server version {version}.
      {` ${datasets.length === 0 ? "It has no datasets." : `Datasets: ${datasets.join(", ")}.`}`}
    </p>
  );
}
