import { Link } from "@tanstack/react-router";
import { MenuIcon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useLiveUpdates } from "~/features/live/use-live-updates";
import { Shortcuts } from "~/features/palette/shortcuts";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { ThemeToggle } from "./theme-toggle";
import { Button } from "./ui/button";
import { Skeleton } from "./ui/skeleton";

// Not before the page stands: menus and dialogs weigh as much as all the rest of the frame.
const AccountMenu = lazy(() => import("~/features/account/account-menu").then((module) => ({ default: module.AccountMenu })));
const NavDrawer = lazy(() => import("./nav-drawer"));

/** The frame of every signed-in page: navigation at the side, or in a drawer on a phone. */
export function AppFrame({ children }: { children: ReactNode }) {
  const [drawer, setDrawer] = useState(false);
  useLiveUpdates();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a href="#main" className="sr-only z-50 rounded-lg bg-surface px-3 py-2 focus:not-sr-only focus:fixed focus:start-3 focus:top-3">
        Skip to content
      </a>
      <aside className="sticky top-0 z-20 hidden h-dvh flex-col border-e bg-canvas px-3 py-4 lg:flex">
        <Link to="/dashboard" className="mb-5 self-start rounded-lg px-2 py-1">
          <Logo />
        </Link>
        <NavLinks />
        <div className="mt-auto flex items-center gap-1 border-t pt-3">
          <Suspense fallback={<Skeleton className="h-10.5 flex-1" />}>
            <AccountMenu />
          </Suspense>
          <ThemeToggle />
        </div>
      </aside>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-canvas/90 px-3 backdrop-blur lg:hidden">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Open navigation"
          aria-haspopup="dialog"
          onClick={() => {
            setDrawer(true);
          }}
        >
          <MenuIcon />
        </Button>
        <Link to="/dashboard" className="flex rounded-lg">
          <Logo />
        </Link>
        <div className="ms-auto">
          <ThemeToggle />
        </div>
      </header>
      {drawer && (
        <Suspense>
          <NavDrawer
            onClose={() => {
              setDrawer(false);
            }}
          />
        </Suspense>
      )}
      <Shortcuts />
      <main id="main" tabIndex={-1} className="min-w-0 outline-none">
        <div className="shell py-6 lg:py-9">{children}</div>
      </main>
    </div>
  );
}
