import { type AgentBody, retrievePassages } from "@parlor/api-client";
import { useMutation } from "@tanstack/react-query";
import { SearchIcon } from "lucide-react";
import { useState } from "react";
import { MODES } from "~/features/agent/retrieval-modes";
import { Button } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { FormError, Input, Select } from "~/components/ui/field";
import { body } from "~/lib/api";
import { messageOf } from "~/lib/problem";
import { RetrieveResults } from "./retrieve-results";

/** Shows what a question finds, with the score of each half of the search. */
export function RetrieveBox({ agent }: { agent: AgentBody }) {
  const [query, setQuery] = useState("");
  const [mode, setMode] = useState(agent.draft.retrieval.mode);
  const search = useMutation({
    mutationFn: () => body(retrievePassages({ path: { id: agent.id }, body: { query: query.trim(), mode }, throwOnError: true })),
  });
  return (
    <Card>
      <CardHeader title="Try the search">Ask as a visitor would, and see which passages the model would get.</CardHeader>
      <CardBody className="space-y-4">
        <form
          className="flex flex-wrap gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (query.trim() !== "") search.mutate();
          }}
        >
          <Input aria-label="Question" placeholder="How long do refunds take?" value={query} onChange={(event) => { setQuery(event.target.value); }} className="min-w-52 flex-1" />
          <Select
            aria-label="Search mode"
            className="w-auto"
            value={mode}
            onChange={(event) => {
              const chosen = MODES.find(({ value }) => value === event.target.value);
              if (chosen !== undefined) setMode(chosen.value);
            }}
          >
            {MODES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <Button type="submit" variant="secondary" busy={search.isPending} disabled={query.trim() === ""}>
            <SearchIcon aria-hidden /> Search
          </Button>
        </form>
        <FormError>{search.isError ? messageOf(search.error) : undefined}</FormError>
        {search.data !== undefined && <RetrieveResults {...search.data} />}
      </CardBody>
    </Card>
  );
}
