import { HttpResponse, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";

/** Stands in for Parlor's API; each test adds the routes that it needs, and any other is an error. */
export const server = setupServer();

/** A refusal as the API sends it. */
export function problem(status: number, code: string, detail: string, errors?: { path: string; message: string }[]) {
  const body: JsonBodyType = { type: "about:blank", title: code, status, code, detail, requestId: "req_test", ...(errors === undefined ? {} : { errors }) };
  return HttpResponse.json(body, { status, headers: { "content-type": "application/problem+json" } });
}
