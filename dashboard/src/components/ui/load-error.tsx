import type { UseQueryResult } from "@tanstack/react-query";
import { messageOf } from "~/lib/problem";
import { Button } from "./button";
import { Card } from "./card";
import { EmptyState } from "./empty-state";

/** A list that could not be read: the reason, and another try. */
export function LoadError({ query }: { query: Pick<UseQueryResult, "error" | "refetch" | "isFetching"> }) {
  return (
    <Card>
      <EmptyState
        title="This could not be loaded"
        action={
          <Button variant="secondary" busy={query.isFetching} onClick={() => void query.refetch()}>
            Try again
          </Button>
        }
      >
        {messageOf(query.error)}
      </EmptyState>
    </Card>
  );
}
