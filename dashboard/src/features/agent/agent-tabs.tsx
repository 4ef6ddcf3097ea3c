import { Link, linkOptions } from "@tanstack/react-router";

const TABS = [
  { ...linkOptions({ to: "/dashboard/agents/$id", params: { id: "" }, activeOptions: { exact: true } }), label: "Prompt" },
  { ...linkOptions({ to: "/dashboard/agents/$id/knowledge", params: { id: "" } }), label: "Knowledge" },
  { ...linkOptions({ to: "/dashboard/agents/$id/tools", params: { id: "" } }), label: "Tools" },
  { ...linkOptions({ to: "/dashboard/agents/$id/evals", params: { id: "" } }), label: "Evals" },
  { ...linkOptions({ to: "/dashboard/agents/$id/embed", params: { id: "" } }), label: "Embed" },
  { ...linkOptions({ to: "/dashboard/agents/$id/versions", params: { id: "" } }), label: "Versions" },
];

/** The sections of an agent. They are links, so each has its own address. */
export function AgentTabs({ id }: { id: string }) {
  return (
    <nav aria-label="Agent" className="-mx-5 overflow-x-auto border-b px-5 lg:mx-0 lg:px-0">
      <ul className="flex gap-5">
        {TABS.map(({ label, ...link }) => (
          <li key={link.to}>
            <Link
              {...link}
              params={{ id }}
              className="-mb-px block border-b-2 border-transparent py-2.5 font-medium text-muted transition-colors hover:text-ink data-[status=active]:border-accent data-[status=active]:text-ink"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
