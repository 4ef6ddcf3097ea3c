import type { QueryClient } from "@tanstack/react-query";
import { ClientOnly, createRootRouteWithContext, HeadContent, Outlet, Scripts } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { Pending } from "~/components/pending";
import styles from "~/styles.css?url";

// Nothing is said before the page stands.
const Toaster = lazy(() => import("~/components/ui/toaster").then((module) => ({ default: module.Toaster })));

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  head: () => ({
    meta: [
      { charSet: "utf-8" },
      { name: "viewport", content: "width=device-width, initial-scale=1, viewport-fit=cover" },
      { name: "color-scheme", content: "light dark" },
      { title: "Parlor" },
    ],
    links: [
      { rel: "stylesheet", href: styles },
      { rel: "icon", type: "image/svg+xml", href: "/favicon.svg" },
    ],
  }),
  shellComponent: Document,
  component: Root,
});

function Document({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script src="/theme.js" />
        <HeadContent />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

function Root() {
  return (
    <>
      {/* The shell serves every address, so it must not contain the page of any one of them. */}
      <ClientOnly fallback={<Pending />}>
        <Outlet />
        <Suspense>
          <Toaster />
        </Suspense>
      </ClientOnly>
    </>
  );
}
