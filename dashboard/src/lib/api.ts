import { client } from "@parlor/api-client/client";
import { csrfToken } from "./csrf";
import { toProblem } from "./problem";

/*
 * The one place where the generated client is told how this app talks to the server:
 * same origin, session cookie, CSRF header on writes, refusals thrown as `Problem`.
 */

const READS = new Set(["GET", "HEAD"]);

client.setConfig({ baseUrl: "", credentials: "same-origin" });

client.interceptors.request.use((request) => {
  const token = csrfToken();
  if (!READS.has(request.method) && token !== undefined) request.headers.set("X-CSRF-Token", token);
  return request;
});

client.interceptors.error.use((error, response) => toProblem(error, response));

/** Awaits a call of the generated client made with `throwOnError: true` and keeps the body only. */
export async function body<T>(call: Promise<{ data: T }>): Promise<T> {
  return (await call).data;
}
