import { acceptInvitation, type AccountBody, foundOrganization, listOrganizations, listSessions, login, logout, me, signup, switchOrganization } from "@parlor/api-client";
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { body } from "~/lib/api";
import { rememberCsrfToken } from "~/lib/csrf";

/** Who is signed in; fails with 401 for a stranger. */
export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: async ({ signal }) => remember(await body(me({ signal, throwOnError: true }))),
  staleTime: 5 * 60_000,
});

/** Creates a user and their organization, and signs them in. */
export async function signUp(input: Parameters<typeof signup>[0]["body"], queryClient: QueryClient) {
  enter(await body(signup({ body: input, throwOnError: true })), queryClient);
}

export async function logIn(input: Parameters<typeof login>[0]["body"], queryClient: QueryClient) {
  enter(await body(login({ body: input, throwOnError: true })), queryClient);
}

/** Accepts an invitation, and signs in where it leads. */
export async function join(input: Parameters<typeof acceptInvitation>[0]["body"], queryClient: QueryClient) {
  enter(await body(acceptInvitation({ body: input, throwOnError: true })), queryClient);
}

/** Goes on in another of the member's organizations. */
export async function switchTo(organization: string) {
  await switchOrganization({ body: { organization }, throwOnError: true });
  startOver();
}

/** Creates another organization and goes on in it. */
export async function found(name: string) {
  await foundOrganization({ body: { name }, throwOnError: true });
  startOver();
}

/** The organizations that the member is in. */
export const organizationsQuery = queryOptions({
  queryKey: ["organizations"],
  queryFn: ({ signal }) => body(listOrganizations({ signal, throwOnError: true })),
});

/** Where the member is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => body(listSessions({ signal, throwOnError: true })),
});

/** Takes an answer that says who is signed in for the newest. */
export function keepAccount(account: AccountBody, queryClient: QueryClient) {
  queryClient.setQueryData(accountQuery.queryKey, remember(account));
}

export async function logOut(queryClient: QueryClient) {
  await logout({ throwOnError: true });
  rememberCsrfToken(undefined);
  queryClient.clear();
}

/** Loads the dashboard anew: nothing that pages of another organization hold in memory survives. */
function startOver() {
  window.location.assign("/dashboard");
}

function enter(account: AccountBody, queryClient: QueryClient) {
  // Whatever another account left in memory must not be seen by this one.
  queryClient.clear();
  queryClient.setQueryData(accountQuery.queryKey, remember(account));
}

function remember(account: AccountBody): AccountBody {
  rememberCsrfToken(account.csrfToken);
  return account;
}
