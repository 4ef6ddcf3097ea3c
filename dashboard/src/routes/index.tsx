import { createFileRoute } from "@tanstack/react-router";
import { ExampleChat } from "~/features/landing/example-chat";
import { Hero } from "~/features/landing/hero";
import { HowItWorks } from "~/features/landing/how-it-works";
import { LandingHeader } from "~/features/landing/landing-header";
import { SnippetSection } from "~/features/landing/snippet-section";

export const Route = createFileRoute("/")({ component: LandingPage });

function LandingPage() {
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <LandingHeader />
      <main>
        <div className="shell grid items-center gap-x-14 gap-y-12 pt-10 pb-20 lg:min-h-[calc(100dvh-5rem)] lg:grid-cols-[1.1fr_1fr] lg:pt-6">
          <Hero />
          <ExampleChat />
        </div>
        <HowItWorks />
        <SnippetSection />
      </main>
      <footer className="border-t">
        <div className="shell flex flex-wrap justify-between gap-x-6 gap-y-2 py-6 text-[0.8125rem] text-muted">
          <p>Parlor is open source under Apache-2.0.</p>
          <p>
            <a href="/api/docs" className="rounded hover:text-ink">
              API reference
            </a>
          </p>
        </div>
      </footer>
    </div>
  );
}
