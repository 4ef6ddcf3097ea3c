import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTitle } from "~/lib/title";
import { Logo } from "./logo";
import { ThemeToggle } from "./theme-toggle";

/** The quiet page around the sign-up and login forms. */
export function AuthFrame({ title, lead, children, foot }: { title: string; lead: string; children: ReactNode; foot: ReactNode }) {
  useTitle(title);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-5 lg:px-8">
        <Link to="/" className="rounded-lg" aria-label="Parlor, to the front page">
          <Logo />
        </Link>
        <ThemeToggle />
      </header>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center px-5 pt-6 pb-[12dvh]">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">{title}</h1>
        <p className="mt-1.5 mb-7 text-muted">{lead}</p>
        {children}
        <p className="mt-6 text-center text-[0.8125rem] text-muted">{foot}</p>
      </main>
    </div>
  );
}
