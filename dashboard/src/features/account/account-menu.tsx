import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDownIcon, LogOutIcon, SettingsIcon } from "lucide-react";
import { Menu, MenuItem, MenuSeparator } from "~/components/ui/menu";
import { toastProblem } from "~/lib/form-errors";
import { accountQuery, logOut } from "./account";

/** Who is signed in, in which organization, and the way out. */
export function AccountMenu() {
  const { data: account } = useQuery(accountQuery);
  const navigate = useNavigate();
  const leave = useLogOut();
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="flex min-w-0 flex-1 items-center gap-2.5 rounded-lg px-2 py-1.5 text-start hover:bg-sunken">
          <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-full bg-tint text-xs font-semibold text-accent uppercase">
            {account?.organization.name.slice(0, 1)}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-[0.8125rem] leading-4 font-medium">{account?.organization.name}</span>
            <span className="block truncate text-xs leading-4 text-muted">{account?.member.email}</span>
          </span>
          <ChevronsUpDownIcon aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuItem onSelect={() => void navigate({ to: "/dashboard/settings" })}>
        <SettingsIcon aria-hidden /> Settings
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={leave}>
        <LogOutIcon aria-hidden /> Log out
      </MenuItem>
    </Menu>
  );
}

/** Ends the session, forgets everything that was read with it, and goes to the login page. */
export function useLogOut(): () => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return () => {
    logOut(queryClient).then(() => navigate({ to: "/login" }), toastProblem);
  };
}
