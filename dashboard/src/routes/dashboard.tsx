import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";
import { AppFrame } from "~/components/app-frame";
import { accountQuery } from "~/features/account/account";
import { Problem } from "~/lib/problem";

/** Everything below needs a signed-in member; a stranger goes to the login page and comes back. */
export const Route = createFileRoute("/dashboard")({
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.query({ ...accountQuery, staleTime: "static" });
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
        throw redirect({ to: "/login", search: { next: location.href }, replace: true });
      }
      throw error;
    }
  },
  component: Dashboard,
});

function Dashboard() {
  return (
    <AppFrame>
      <Outlet />
    </AppFrame>
  );
}
