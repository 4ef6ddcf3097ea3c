import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { messageOf, Problem } from "~/lib/problem";
import { NotFound } from "./not-found";

/** A page whose data could not be read: says why, and offers the one thing that may help. */
export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  // Without this a retried page would rethrow the remembered error instead of asking again.
  useEffect(() => {
    reset();
  }, [reset]);
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  return (
    <EmptyState
      title="This page could not be loaded"
      level="h1"
      action={
        <Button
          onClick={() => {
            void router.invalidate();
          }}
        >
          Try again
        </Button>
      }
    >
      {messageOf(error)}
      {error instanceof Problem && error.requestId !== undefined && (
        <span className="mt-2 block font-mono text-xs">Request {error.requestId}</span>
      )}
    </EmptyState>
  );
}
