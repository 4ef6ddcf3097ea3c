import type { ToolBody } from "@parlor/api-client";
import { WebhookIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { DeleteTool } from "./delete-tool";
import { TryTool } from "./try-tool";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookRow } from "./webhook-row";

type Opened = { what: "new" } | { what: "edit" | "try" | "delete"; tool: ToolBody };

/** The organization's own servers that the agent may call. */
export function WebhookList({ agentId, tools }: { agentId: string; tools: readonly ToolBody[] }) {
  const [opened, setOpened] = useState<Opened>();
  const close = () => { setOpened(undefined); };
  const add = <Button size="sm" onClick={() => { setOpened({ what: "new" }); }}>Add a webhook</Button>;
  return (
    <Card>
      <CardHeader title="Webhooks" action={tools.length > 0 ? add : undefined}>
        Your own servers. Parlor signs each request, and the agent reads what they answer.
      </CardHeader>
      <div className="border-t">
        {tools.length === 0 ? (
          <EmptyState icon={<WebhookIcon />} title="No webhooks yet" action={add}>
            Let the agent look up an order, check a stock or book a table.
          </EmptyState>
        ) : (
          <ul className="divide-y">
            {tools.map((tool) => (
              <WebhookRow key={tool.id} tool={tool} onAction={(what) => { setOpened({ what, tool }); }} />
            ))}
          </ul>
        )}
      </div>
      {opened?.what === "new" && <WebhookDialog agentId={agentId} onClose={close} />}
      {opened?.what === "edit" && <WebhookDialog agentId={agentId} tool={opened.tool} onClose={close} />}
      {opened?.what === "try" && <TryTool tool={opened.tool} onClose={close} />}
      {opened?.what === "delete" && <DeleteTool tool={opened.tool} onClose={close} />}
    </Card>
  );
}
