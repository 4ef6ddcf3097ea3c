import { QueryClientProvider } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { NotFound } from "~/components/not-found";
import { Pending } from "~/components/pending";
import { RouteError } from "~/components/route-error";
import { createQueryClient } from "~/lib/query-client";
import { routeTree } from "./routeTree.gen";

/** Start calls this once per page load (and once more when it writes the shell). */
export function getRouter() {
  const queryClient = createQueryClient(() => {
    const here = router.state.location;
    if (!here.pathname.startsWith("/dashboard")) return;
    queryClient.clear();
    void router.navigate({ to: "/login", search: { next: here.href } });
  });
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
    defaultPendingComponent: Pending,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    Wrap: ({ children }) => (
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    ),
  });
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof getRouter>;
  }
}
