import { disconnectLangfuse, type LangfuseBody } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { Confirm } from "~/components/ui/confirm";
import { CopyButton } from "~/components/ui/copy-button";
import { LoadError } from "~/components/ui/load-error";
import { accountQuery } from "~/features/account/account";
import { body } from "~/lib/api";
import { ConnectionActions } from "./connection-actions";
import { ConnectionDialog } from "./connection-dialog";
import { langfuseQuery } from "./langfuse";

/** The agent's own Langfuse project. Viewers see how it is connected; nothing when it is not. */
export default function LangfuseCard({ agentId }: { agentId: string }) {
  const queryClient = useQueryClient();
  const query = useQuery(langfuseQuery(agentId));
  const role = useQuery(accountQuery).data?.member.role;
  const [opened, setOpened] = useState<"form" | "disconnect">();
  const close = () => { setOpened(undefined); };
  if (query.isError) return <LoadError query={query} />;
  const mayWrite = role !== undefined && role !== "viewer";
  const connection = query.data;
  if (connection === undefined || (connection === null && !mayWrite)) return null;
  const disconnect = async () => {
    await body(disconnectLangfuse({ path: { id: agentId }, throwOnError: true }));
    queryClient.setQueryData(langfuseQuery(agentId).queryKey, null);
    toast.success("Langfuse is disconnected");
  };
  return (
    <Card>
      <CardHeader
        title="Langfuse"
        action={
          mayWrite && (
            <div className="flex flex-wrap gap-2">
              <Button variant="secondary" size="sm" onClick={() => { setOpened("form"); }}>
                {connection === null ? "Connect Langfuse" : "Edit connection"}
              </Button>
              {connection !== null && (
                <Button variant="danger-ghost" size="sm" onClick={() => { setOpened("disconnect"); }}>
                  Disconnect…
                </Button>
              )}
            </div>
          )
        }
      >
        {connection === null
          ? "A project of your own for this agent: its datasets become suites and suites datasets, runs are reported, and the draft takes its instructions from a prompt."
          : "Datasets become suites and suites datasets; what goes live is decided here."}
      </CardHeader>
      {connection !== null && (
        <CardBody className="space-y-4">
          <Connection connection={connection} />
          {mayWrite && <ConnectionActions key={connection.updatedAt} agentId={agentId} hasPrompt={connection.prompt != null} />}
        </CardBody>
      )}
      {opened === "form" && <ConnectionDialog agentId={agentId} stored={connection ?? undefined} onClose={close} />}
      {opened === "disconnect" && (
        <Confirm open onOpenChange={close} title="Disconnect Langfuse?" action="Disconnect" onConfirm={disconnect}>
          The keys and the webhook’s secret are forgotten. What is in Langfuse stays there, and suites stay here.
        </Confirm>
      )}
    </Card>
  );
}

function Connection({ connection }: { connection: LangfuseBody }) {
  const { host, publicKey, prompt, reportRuns, hookUrl, signed } = connection;
  return (
    <dl className="grid gap-x-6 gap-y-3 text-[0.8125rem] sm:grid-cols-2">
      <Fact name="Host">{host}</Fact>
      <Fact name="Public key"><span className="font-mono text-xs">{publicKey}</span></Fact>
      <Fact name="Prompt">{prompt == null ? "None" : `${prompt.name}, labelled ${prompt.label}`}</Fact>
      <Fact name="Runs">{reportRuns ? "Reported when they have ended" : "Not reported"}</Fact>
      <Fact name="Webhook’s address" wide>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <span className="min-w-0 font-mono text-xs wrap-anywhere">{hookUrl}</span>
          <CopyButton text={hookUrl} aria-label="Copy the webhook’s address" />
          <Badge tone={signed ? "good" : "neutral"}>{signed ? "Listened to" : "No signing secret"}</Badge>
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "min-w-0 sm:col-span-2" : "min-w-0"}>
      <dt className="text-muted">{name}</dt>
      <dd className="mt-0.5 wrap-anywhere">{children}</dd>
    </div>
  );
}
