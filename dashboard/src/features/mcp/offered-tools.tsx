import { chooseTool, type McpServerBody, type McpTrial, type OfferedTool, testMcpServer, type ToolPolicyBody } from "@parlor/api-client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CheckIcon } from "lucide-react";
import { useId, useState } from "react";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { FormError, Select } from "~/components/ui/field";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { toolsQuery } from "~/features/tool/tool";
import { body } from "~/lib/api";
import { messageOf } from "~/lib/problem";

/** Asks a server for its tools, and lets them be chosen one by one. */
export function OfferedTools({ server, onClose }: { server: McpServerBody; onClose: () => void }) {
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ["mcp-trial", server.id],
    queryFn: async () => {
      const trial = await body(testMcpServer({ path: { id: server.id }, throwOnError: true }));
      // Looking is what notices that a tool has changed.
      await queryClient.invalidateQueries({ queryKey: toolsQuery(server.agentId).queryKey });
      return trial;
    },
    gcTime: 0,
    retry: false,
  });
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={`Tools of ${server.name}`} description="The agent sees a tool as it is described here, whatever its server says later." shape="wide">
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && <LoadError query={query} />}
      {query.data !== undefined && <Trial server={server} trial={query.data} />}
    </Dialog>
  );
}

function Trial({ server, trial }: { server: McpServerBody; trial: McpTrial }) {
  if (!trial.ok) {
    return (
      <p role="alert" className="flex flex-wrap items-center gap-2">
        <Badge tone="bad">It failed</Badge> {trial.error}
      </p>
    );
  }
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-2 text-[0.8125rem] text-muted">
        <Badge tone="good">It answers</Badge>
        {trial.server} · protocol {trial.protocol} · {trial.tookMs} ms
      </p>
      {trial.tools.length === 0 && <p className="text-muted">It has no tools.</p>}
      <ul className="divide-y rounded-xl border">
        {trial.tools.map((tool) => (
          <Offer key={tool.name} server={server} tool={tool} />
        ))}
      </ul>
    </>
  );
}

function Offer({ server, tool }: { server: McpServerBody; tool: OfferedTool }) {
  const id = useId();
  const queryClient = useQueryClient();
  const [policy, setPolicy] = useState<ToolPolicyBody>("ask_visitor");
  const choose = useMutation({
    mutationFn: () => body(chooseTool({ path: { id: server.id }, body: { name: tool.name, pin: tool.pin, policy }, throwOnError: true })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: toolsQuery(server.agentId).queryKey }),
  });
  const isChosen = tool.toolId != null || choose.isSuccess;
  return (
    <li className="px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2.5">
        <div className="min-w-0 flex-1 basis-64">
          <p id={id} className="font-mono text-[0.8125rem] font-medium wrap-anywhere">
            {tool.name}
          </p>
          <p className="mt-0.5 text-[0.8125rem] whitespace-pre-line text-muted wrap-anywhere">{tool.description}</p>
          <details className="mt-1.5 text-xs text-muted">
            <summary className="w-fit cursor-pointer rounded">Arguments</summary>
            {/* A region that scrolls must be reachable by keyboard. */}
            {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
            <pre tabIndex={0} role="region" aria-label={`Arguments of ${tool.name}`} className="mt-1.5 max-h-56 overflow-auto rounded-lg bg-sunken p-3 font-mono">
              {JSON.stringify(tool.parameters, null, 2)}
            </pre>
          </details>
        </div>
        {isChosen ? (
          <Badge tone="good">
            <CheckIcon aria-hidden className="size-3.5" /> In use
          </Badge>
        ) : tool.problem != null ? (
          <Badge tone="bad">Cannot be used</Badge>
        ) : (
          <div className="flex items-center gap-2">
            <Select aria-label={`Consent for ${tool.name}`} className="h-8 w-auto text-[0.8125rem]" value={policy} onChange={(event) => { setPolicy(event.target.value as ToolPolicyBody); }}>
              <option value="ask_visitor">Ask the visitor</option>
              <option value="allowed">Allowed</option>
            </Select>
            <Button size="sm" busy={choose.isPending} aria-label={`Use ${tool.name}`} onClick={() => { choose.mutate(); }}>
              Use
            </Button>
          </div>
        )}
      </div>
      {tool.problem != null && <p className="mt-1.5 text-xs text-danger">It cannot be used: {tool.problem}.</p>}
      {choose.isError && <div className="mt-2"><FormError>{messageOf(choose.error)}</FormError></div>}
    </li>
  );
}
