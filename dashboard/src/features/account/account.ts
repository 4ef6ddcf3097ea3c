import { type AccountBody, login, logout, me, signup } from "@parlor/api-client";
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

export async function logOut(queryClient: QueryClient) {
  await logout({ throwOnError: true });
  rememberCsrfToken(undefined);
  queryClient.clear();
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
