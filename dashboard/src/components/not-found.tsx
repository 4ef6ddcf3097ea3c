import { Link } from "@tanstack/react-router";
import { buttonStyle } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";

/** An address that leads nowhere, or to something that was deleted. */
export function NotFound() {
  return (
    <EmptyState
      title="Nothing here"
      level="h1"
      action={
        <Link to="/dashboard" className={buttonStyle({ variant: "secondary" })}>
          Go to the dashboard
        </Link>
      }
    >
      The page does not exist, or what it showed was deleted.
    </EmptyState>
  );
}
