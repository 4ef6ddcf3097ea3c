import type { AgentBody, CreatedKey } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { Tabs } from "radix-ui";
import { useState } from "react";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { CodeBlock } from "~/components/ui/code-block";
import { EmbedKeyForm } from "./embed-key-form";
import { keysQuery } from "./key";
import { useOrigin } from "~/lib/origin";
import { Seen } from "./seen";
import { WAYS } from "./snippet";

/** From an agent to a tag on a web page: a key bound to this agent and to the page's origin. */
export function Embed({ agent }: { agent: AgentBody }) {
  const [created, setCreated] = useState<CreatedKey>();
  const { data } = useQuery(keysQuery);
  const bound = data?.keys.filter((key) => key.kind === "publishable" && key.revokedAt == null && key.agentIds.includes(agent.id)) ?? [];
  const host = useOrigin();
  // The page that a link leads to is Parlor's own, so the key must allow Parlor's own origin.
  const ways = WAYS.filter(({ id }) => id !== "link" || created?.allowedOrigins.includes(host));
  return (
    <>
      {created === undefined ? (
        <Card>
          <CardHeader title="Put it on your website">Name the sites that may show this agent. You get a snippet with a key that works only there.</CardHeader>
          <CardBody>
            <EmbedKeyForm agent={agent} onCreated={setCreated} />
          </CardBody>
        </Card>
      ) : (
        <Card>
          <CardHeader title="Your snippet" action={<Seen keyId={created.id} />}>The key is shown only now, so copy it first.</CardHeader>
          <CardBody className="space-y-3">
            <Tabs.Root defaultValue={WAYS[0].id} className="space-y-3">
              <Tabs.List aria-label="Kind of site" className="inline-flex max-w-full flex-wrap rounded-lg border bg-sunken p-0.5">
                {ways.map(({ id, label }) => (
                  <Tabs.Trigger key={id} value={id} className="rounded-md px-3 py-1 text-[0.8125rem] font-medium text-muted transition-colors data-[state=active]:bg-surface data-[state=active]:text-ink data-[state=active]:shadow-lift">
                    {label}
                  </Tabs.Trigger>
                ))}
              </Tabs.List>
              {ways.map(({ id, label, hint, code }) => (
                <Tabs.Content key={id} value={id} className="space-y-2">
                  <p className="text-[0.8125rem] text-muted">{hint}</p>
                  <CodeBlock label={label} code={code({ host, key: created.key, agentId: agent.id })} />
                </Tabs.Content>
              ))}
            </Tabs.Root>
            <p className="text-[0.8125rem] text-muted">Works on {created.allowedOrigins.join(", ")}.</p>
          </CardBody>
        </Card>
      )}
      {bound.length > 0 && created === undefined && (
        <Card>
          <CardHeader title="Keys in use">Pages that carry one of these keys can show this agent.</CardHeader>
          <ul className="divide-y border-t">
            {bound.map((key) => (
              <li key={key.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 py-3">
                <span className="font-medium">{key.name}</span>
                <span className="min-w-0 text-[0.8125rem] break-all text-muted">{key.allowedOrigins.join(", ")}</span>
                <code className="font-mono text-xs text-muted">{key.prefix}…</code>
                <Seen keyId={key.id} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
