import { Link, linkOptions } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { BotIcon, ChartColumnIcon, HistoryIcon, HouseIcon, KeyRoundIcon, MessagesSquareIcon, SettingsIcon, UsersIcon } from "lucide-react";
import { accountQuery } from "~/features/account/account";
import { reaches } from "~/features/member/member";

const LINKS = [
  { ...linkOptions({ to: "/dashboard", activeOptions: { exact: true } }), label: "Home", Icon: HouseIcon },
  { ...linkOptions({ to: "/dashboard/agents" }), label: "Agents", Icon: BotIcon },
  { ...linkOptions({ to: "/dashboard/conversations" }), label: "Conversations", Icon: MessagesSquareIcon },
  { ...linkOptions({ to: "/dashboard/insight" }), label: "Insight", Icon: ChartColumnIcon },
  { ...linkOptions({ to: "/dashboard/keys" }), label: "API keys", Icon: KeyRoundIcon },
  { ...linkOptions({ to: "/dashboard/members" }), label: "Members", Icon: UsersIcon },
  { ...linkOptions({ to: "/dashboard/audit" }), label: "Audit log", Icon: HistoryIcon, least: "admin" as const },
  { ...linkOptions({ to: "/dashboard/settings" }), label: "Settings", Icon: SettingsIcon },
];

/** The main navigation; the current page is marked for eyes and for screen readers. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const role = useQuery(accountQuery).data?.member.role ?? "viewer";
  return (
    <nav aria-label="Main">
      <ul className="space-y-0.5">
        {LINKS.filter((link) => !("least" in link) || reaches(role, link.least)).map(({ label, Icon, ...link }) => (
          <li key={link.to}>
            <Link
              {...link}
              {...(onNavigate === undefined ? {} : { onClick: onNavigate })}
              className="flex h-9 items-center gap-2.5 rounded-lg px-2.5 font-medium text-muted transition-colors hover:bg-sunken hover:text-ink data-[status=active]:bg-sunken data-[status=active]:text-ink lg:h-8 lg:text-[0.8125rem]"
            >
              <Icon aria-hidden className="size-4" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
