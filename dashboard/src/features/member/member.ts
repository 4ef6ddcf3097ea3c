import { type AccountBody, listInvitations, listMembers, type MemberBody } from "@parlor/api-client";
import { queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";

export type Role = MemberBody["role"];

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => body(listMembers({ signal, throwOnError: true })),
});

/** Below the members, so that a change of either refreshes both. */
export const invitationsQuery = queryOptions({
  queryKey: [...membersQuery.queryKey, "invitations"],
  queryFn: ({ signal }) => body(listInvitations({ signal, throwOnError: true })),
});

/** What each role may do, the least first; each includes the ones before it. */
export const ROLES: readonly { value: Role; label: string; hint: string }[] = [
  { value: "viewer", label: "Viewer", hint: "Sees everything, changes nothing" },
  { value: "member", label: "Member", hint: "Edits agents, documents and conversations" },
  { value: "admin", label: "Admin", hint: "Also manages keys and members" },
  { value: "owner", label: "Owner", hint: "Everything" },
];

/** Whether `role` includes `least`. */
export function reaches(role: Role, least: Role): boolean {
  return rank(role) >= rank(least);
}

/** The roles that somebody may give: none above their own. */
export function givable(role: Role) {
  return ROLES.filter(({ value }) => reaches(role, value));
}

/** Whether the signed-in member may change another's place; the server decides, this only hides what it would refuse. */
export function mayChange(account: AccountBody, member: MemberBody): boolean {
  return reaches(account.member.role, "admin") && account.member.id !== member.id && reaches(account.member.role, member.role);
}

function rank(role: Role): number {
  return ROLES.findIndex(({ value }) => value === role);
}
