import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRightLeftIcon, ChevronsUpDownIcon, CircleUserIcon, LogOutIcon, PlusIcon } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem, MenuSeparator } from "~/components/ui/menu";
import { toastProblem } from "~/lib/form-errors";
import { NewOrganizationDialog } from "~/features/organization/new-organization-dialog";
import { accountQuery, logOut, organizationsQuery, switchTo } from "./account";

/** Who is signed in, in which organization, and the way out. */
export function AccountMenu() {
  const { data: account } = useQuery(accountQuery);
  const navigate = useNavigate();
  const leave = useLogOut();
  const [creating, setCreating] = useState(false);
  const others = (useQuery(organizationsQuery).data?.organizations ?? []).filter(({ organization }) => organization.id !== account?.organization.id);
  const enter = (id: string) => {
    switchTo(id).catch(toastProblem);
  };
  return (
    <>
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
      {others.map(({ organization }) => (
        <MenuItem key={organization.id} onSelect={() => { enter(organization.id); }}>
          <ArrowRightLeftIcon aria-hidden /> <span className="truncate">Switch to {organization.name}</span>
        </MenuItem>
      ))}
      <MenuItem onSelect={() => { setCreating(true); }}>
        <PlusIcon aria-hidden /> New organization…
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => void navigate({ to: "/dashboard/account" })}>
        <CircleUserIcon aria-hidden /> Your account
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={leave}>
        <LogOutIcon aria-hidden /> Log out
      </MenuItem>
    </Menu>
    {creating && <NewOrganizationDialog onClose={() => { setCreating(false); }} />}
    </>
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
