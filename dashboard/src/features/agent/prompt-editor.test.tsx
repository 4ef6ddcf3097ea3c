import type { AgentBody } from "@parlor/api-client";
import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { rememberCsrfToken } from "~/lib/csrf";
import { renderPage } from "~/testing/render";
import { agent } from "~/testing/samples";
import { problem, server } from "~/testing/server";
import { PromptEditor } from "./prompt-editor";

/** A server that holds `stored` and refuses writes over any other revision. */
function serve(stored: AgentBody) {
  const writes: unknown[] = [];
  let now = stored;
  server.use(
    http.get("*/api/admin/models", () => HttpResponse.json({ models: [] })),
    http.get("*/api/admin/agents/:id", () => HttpResponse.json(now)),
    http.patch("*/api/admin/agents/:id", async ({ request }) => {
      const update = (await request.json()) as { version: number; greeting: string };
      writes.push({ ...update, csrf: request.headers.get("x-csrf-token") });
      if (update.version !== now.version) return problem(409, "conflict", "The draft changed.");
      now = { ...now, version: now.version + 1, draft: { ...now.draft, greeting: update.greeting } };
      return HttpResponse.json(now);
    }),
  );
  return { writes };
}

async function edit(opened: AgentBody) {
  const page = await renderPage(<PromptEditor agent={opened} />);
  const greeting = screen.getByLabelText("Greeting");
  await page.user.clear(greeting);
  await page.user.type(greeting, "Mine");
  await page.user.click(screen.getByRole("button", { name: "Save draft" }));
  return page;
}

it("saves over the revision it was opened with", async () => {
  rememberCsrfToken("c1");
  const { writes } = serve(agent());
  await edit(agent());
  expect(await screen.findByText("The draft is saved")).toBeVisible();
  expect(writes).toMatchObject([{ version: 3, greeting: "Mine", csrf: "c1" }]);
});

it("overwrites nobody: a stale save asks field by field, and puts the rest together", async () => {
  const theirs = agent({ version: 4, draft: { ...agent().draft, greeting: "Theirs", systemPrompt: "Their prompt" } });
  const { writes } = serve(theirs);
  const { user } = await edit(agent());
  const dialog = await screen.findByRole("dialog", { name: "Somebody else saved this draft" });
  expect(screen.getAllByRole("group", { name: "greeting" })).toHaveLength(1);
  expect(within(dialog).queryByText("Their prompt")).toBeNull();
  await user.click(within(dialog).getByRole("radio", { name: /^Theirs/ }));
  await user.click(within(dialog).getByRole("radio", { name: /^Mine/ }));
  await user.click(within(dialog).getByRole("button", { name: "Save both together" }));
  expect(await screen.findByText("The draft is saved")).toBeVisible();
  expect(writes).toMatchObject([{ version: 3 }, { version: 4, greeting: "Mine", systemPrompt: "Their prompt" }]);
});

it("reloads theirs when asked", async () => {
  const theirs = agent({ version: 4, draft: { ...agent().draft, greeting: "Theirs" } });
  const { writes } = serve(theirs);
  const { user } = await edit(agent());
  await user.click(await screen.findByRole("button", { name: "Drop all of mine" }));
  expect(screen.getByLabelText("Greeting")).toHaveValue("Theirs");
  expect(writes).toHaveLength(1);
});

it("asks before unsaved changes are left behind", async () => {
  serve(agent());
  const { user, router } = await renderPage(<PromptEditor agent={agent()} />);
  await user.type(screen.getByLabelText("Greeting"), "!");
  void router.navigate({ to: "/away" as never });
  expect(await screen.findByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Stay" }));
  expect(router.state.location.pathname).toBe("/");
  expect(screen.getByLabelText("Greeting")).toHaveValue("Hi!!");
});
