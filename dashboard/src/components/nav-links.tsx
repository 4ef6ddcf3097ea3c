import { Link, linkOptions } from "@tanstack/react-router";
import { BotIcon, HouseIcon, KeyRoundIcon, MessagesSquareIcon, SettingsIcon } from "lucide-react";

const LINKS = [
  { ...linkOptions({ to: "/dashboard", activeOptions: { exact: true } }), label: "Home", Icon: HouseIcon },
  { ...linkOptions({ to: "/dashboard/agents" }), label: "Agents", Icon: BotIcon },
  { ...linkOptions({ to: "/dashboard/conversations" }), label: "Conversations", Icon: MessagesSquareIcon },
  { ...linkOptions({ to: "/dashboard/keys" }), label: "API keys", Icon: KeyRoundIcon },
  { ...linkOptions({ to: "/dashboard/settings" }), label: "Settings", Icon: SettingsIcon },
];

/** The main navigation; the current page is marked for eyes and for screen readers. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <nav aria-label="Main">
      <ul className="space-y-0.5">
        {LINKS.map(({ label, Icon, ...link }) => (
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
