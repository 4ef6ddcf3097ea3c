import { Link } from "@tanstack/react-router";
import { Logo } from "~/components/logo";
import { ThemeToggle } from "~/components/theme-toggle";
import { buttonStyle } from "~/components/ui/button";

export function LandingHeader() {
  return (
    <header className="sticky top-0 z-30 border-b border-transparent bg-canvas/85 backdrop-blur">
      <div className="shell flex h-16 items-center gap-1.5">
        <Link to="/" className="me-auto rounded-lg" aria-label="Parlor">
          <Logo />
        </Link>
        <ThemeToggle />
        <Link to="/login" className={buttonStyle({ variant: "ghost" })}>
          Log in
        </Link>
        <Link to="/signup" className={buttonStyle({ className: "max-sm:hidden" })}>
          Sign up
        </Link>
      </div>
    </header>
  );
}
