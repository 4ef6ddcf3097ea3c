import { type AgentBody, retrievePassages } from "@parlor/api-client";
import { useMutation } from "@tanstack/react-query";
import { SearchIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { FormError, Input } from "~/components/ui/field";
import { body } from "~/lib/api";
import { messageOf } from "~/lib/problem";
import { RetrieveResults } from "./retrieve-results";
import { RetrieveSettings } from "./retrieve-settings";

/** Shows what a question finds and why. Settings are tried out here without being saved. */
export function RetrieveBox({ agent }: { agent: AgentBody }) {
  const [query, setQuery] = useState("");
  const [settings, setSettings] = useState(agent.draft.retrieval);
  const search = useMutation({
    mutationFn: () => body(retrievePassages({ path: { id: agent.id }, body: { query: query.trim(), ...settings }, throwOnError: true })),
  });
  return (
    <Card>
      <CardHeader title="Try the search">Ask as a visitor would, and see which passages the model would get. Nothing here is saved.</CardHeader>
      <CardBody className="space-y-4">
        <form
          noValidate
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (query.trim() !== "") search.mutate();
          }}
        >
          <div className="flex flex-wrap gap-2">
            <Input aria-label="Question" placeholder="How long do refunds take?" value={query} onChange={(event) => { setQuery(event.target.value); }} className="min-w-52 flex-1" />
            <Button type="submit" variant="secondary" busy={search.isPending} disabled={query.trim() === ""}>
              <SearchIcon aria-hidden /> Search
            </Button>
          </div>
          <RetrieveSettings value={settings} onChange={setSettings} />
        </form>
        <FormError>{search.isError ? messageOf(search.error) : undefined}</FormError>
        {search.data !== undefined && <RetrieveResults {...search.data} />}
      </CardBody>
    </Card>
  );
}
