import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from "@tanstack/react-router";
import { render, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { Toaster } from "~/components/ui/toaster";
import { createQueryClient } from "~/lib/query-client";

/** Renders `page` at `/` with a router whose every other address is an empty page, and returns what a test needs to drive it. */
export async function renderPage(page: ReactNode) {
  const root = createRootRoute({
    component: () => (
      <>
        <Outlet />
        <Toaster />
      </>
    ),
  });
  const here = createRoute({ getParentRoute: () => root, path: "/", component: () => <>{page}</> });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: () => <p>elsewhere</p> });
  const router = createRouter({ routeTree: root.addChildren([here, elsewhere]), history: createMemoryHistory(), defaultPendingMinMs: 0 });
  const queryClient = createQueryClient(() => undefined);
  const view = render(
    <QueryClientProvider client={queryClient}>
      {/* The app registers its own router's type; this one is smaller. */}
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await waitFor(() => {
    if (router.state.status !== "idle") throw new Error("still loading");
  });
  return { ...view, router, queryClient, user: userEvent.setup() };
}
