import type { LangfuseBody, LangfuseTrial } from "@parlor/api-client";
import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { renderPage } from "~/testing/render";
import { account } from "~/testing/samples";
import { problem, server as backend } from "~/testing/server";
import LangfuseCard from "./langfuse-card";

const HOOK = "https://parlor.example/hooks/langfuse/org_1/agt_1";

const STORED: LangfuseBody = {
  host: "https://langfuse.shop.example",
  publicKey: "pk-lf-1",
  hookUrl: HOOK,
  signed: true,
  prompt: { name: "greeter", label: "staging" },
  reportRuns: true,
  updatedAt: "2026-11-24T10:00:00Z",
};

/** The API with this connection, for a member with this role. */
function api(stored: LangfuseBody | undefined, role: "viewer" | "member" = "member") {
  backend.use(
    http.get("*/api/auth/me", () => HttpResponse.json(account({ role }))),
    http.get("*/api/admin/agents/agt_1/langfuse", () => (stored === undefined ? problem(404, "not_found", "There is no such thing.") : HttpResponse.json(stored))),
  );
}

it("shows viewers how it is connected and nothing to change it with", async () => {
  api(STORED, "viewer");
  await renderPage(<LangfuseCard agentId="agt_1" />);
  expect(await screen.findByText(HOOK)).toBeVisible();
  expect(screen.getByText("greeter, labelled staging")).toBeVisible();
  expect(screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual(["Copy the webhook’s address"]);
});

it("connects, and puts a refusal at its field", async () => {
  api(undefined);
  const sent: unknown[] = [];
  backend.use(
    http.put("*/api/admin/agents/agt_1/langfuse", async ({ request }) => {
      sent.push(await request.json());
      if (sent.length > 1) return HttpResponse.json(STORED);
      return problem(400, "blocked_destination", "`host` cannot be used.", [{ path: "host", message: "cannot be used: it is private" }]);
    }),
  );
  const { user } = await renderPage(<LangfuseCard agentId="agt_1" />);
  await user.click(await screen.findByRole("button", { name: "Connect Langfuse" }));
  const form = within(screen.getByRole("dialog"));
  await user.type(form.getByLabelText("Public key"), "pk-lf-1");
  await user.type(form.getByLabelText("Secret key"), "sk-lf-1");
  await user.click(form.getByRole("button", { name: "Connect" }));
  expect(await form.findByText("cannot be used: it is private")).toBeVisible();
  expect(form.getByLabelText("Host")).toHaveAccessibleDescription("cannot be used: it is private");
  await user.click(form.getByRole("button", { name: "Connect" }));
  expect(await screen.findByText(HOOK)).toBeVisible();
  expect(sent[1]).toEqual({ host: "https://cloud.langfuse.com", publicKey: "pk-lf-1", secretKey: "sk-lf-1", reportRuns: false });
});

it("says why a try failed, and why there is no prompt to take", async () => {
  api(STORED);
  const trial: LangfuseTrial = { ok: false, error: "the keys are not accepted", datasets: [] };
  backend.use(
    http.post("*/api/admin/agents/agt_1/langfuse/test", () => HttpResponse.json(trial)),
    http.post("*/api/admin/agents/agt_1/langfuse/prompt", () => problem(400, "invalid_request", "`prompt` names nothing: there is no prompt.")),
  );
  const { user } = await renderPage(<LangfuseCard agentId="agt_1" />);
  await user.click(await screen.findByRole("button", { name: "Test" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("It did not work: the keys are not accepted.");
  await user.click(screen.getByRole("button", { name: "Take the prompt now" }));
  expect(await screen.findByText("`prompt` names nothing: there is no prompt.")).toBeVisible();
  expect(screen.queryByText(/keys are not accepted/)).toBeNull();
});
