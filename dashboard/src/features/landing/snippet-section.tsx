import { Link } from "@tanstack/react-router";
import { buttonStyle } from "~/components/ui/button";
import { useOrigin } from "~/lib/origin";
import { snippet } from "~/features/key/snippet";

/** What goes into the page, with this server's own address. */
export function SnippetSection() {
  const code = snippet({ host: useOrigin(), key: "pk_live_…", agentId: "agt_…" });
  return (
    <section aria-labelledby="snippet-title" className="border-t">
      <div className="shell grid items-center gap-x-14 gap-y-8 py-20 lg:grid-cols-2">
        <div>
          <h2 id="snippet-title" className="text-[1.75rem] leading-tight font-semibold tracking-[-0.03em]">
            This is all your page needs
          </h2>
          <p className="mt-3 max-w-prose leading-relaxed text-muted">
            The script is a few kilobytes and loads the chat only when a visitor reaches for it. The chat lives in its own frame: it cannot
            touch your page, and nothing an answer says can load anything from elsewhere.
          </p>
          <Link to="/signup" className={buttonStyle({ className: "mt-6" })}>
            Get your snippet
          </Link>
        </div>
        {/* A region that scrolls must be reachable by keyboard. */}
        {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
        <pre tabIndex={0} role="region" aria-label="Example snippet" className="overflow-x-auto rounded-2xl border bg-surface p-6 font-mono text-[0.8125rem] leading-loose shadow-lift">
          <code>{code}</code>
        </pre>
      </div>
    </section>
  );
}
