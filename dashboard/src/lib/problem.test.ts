import { describe, expect, it } from "vitest";
import { messageOf, Problem, toProblem } from "./problem";

const answer = (status: number, headers?: Record<string, string>) => new Response(null, { status, ...(headers ? { headers } : {}) });

describe("toProblem", () => {
  it("keeps the sentence, the code and the fields of problem+json", () => {
    const body = { status: 422, code: "invalid_request", detail: "Some fields are not right.", requestId: "r1", errors: [{ path: "retrieval.topK", message: "must be 1 to 20" }] };
    const problem = toProblem(body, answer(422));
    expect(problem).toMatchObject({ status: 422, code: "invalid_request", message: "Some fields are not right.", requestId: "r1" });
    expect(problem.fields).toEqual([{ path: "retrieval.topK", message: "must be 1 to 20" }]);
  });

  it("drops field errors that have not the promised shape", () => {
    expect(toProblem({ errors: ["x", { path: 1 }, null] }, answer(422)).fields).toEqual([]);
  });

  it.each([
    ["an HTML page of a proxy", "<html>", 502, "The server answered 502."],
    ["an empty body", "", 500, "The server answered 500."],
    ["a title without detail", { title: "Gone" }, 410, "Gone"],
  ])("finds a sentence for %s", (_, body, status, expected) => {
    expect(messageOf(toProblem(body, answer(status)))).toBe(expected);
  });

  it("says how long to wait when the server does", () => {
    const problem = toProblem({ code: "rate_limited", detail: "Too many requests." }, answer(429, { "retry-after": "12" }));
    expect(problem.message).toBe("Too many requests. Try again in 12 s.");
  });

  it("calls a request without any answer a network problem", () => {
    expect(toProblem(new TypeError("Failed to fetch"))).toMatchObject({ code: "network", status: 0 });
  });

  it("leaves a Problem as it is", () => {
    const problem = new Problem({ status: 409, code: "conflict", detail: "x" });
    expect(toProblem(problem, answer(409))).toBe(problem);
  });
});
