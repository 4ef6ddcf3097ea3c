/** axe finds nothing, in any state, in any look; the pictures are kept for people. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { snippet } from "../support/host-page.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

const ANSWER = `A full service costs **89 euros** and takes two days. [1]

| Work | Price |
| --- | --- |
| Full service | 89 euros |
| Puncture | 15 euros |

Repaired bikes can be picked up:

- Tuesday to Friday until 18:30
- Saturday until 18:30

\`\`\`
call ahead
\`\`\``;

const ARABIC = `تكلفة الصيانة الكاملة **89 يورو** وتستغرق يومين. [1]

| العمل | السعر |
| --- | --- |
| صيانة كاملة | 89 يورو |

- من الثلاثاء إلى الجمعة
- السبت

\`\`\`
call ahead
\`\`\``;

/** A turn that ends with a question, as a server with tools sends it. */
const ASKING = [
  { type: "start", messageId: "msg_1" },
  { type: "tool-input-available", toolCallId: "a", toolName: "look_up_order", input: { order: 7 } },
  { type: "tool-output-error", toolCallId: "a", errorText: "x" },
  { type: "tool-input-available", toolCallId: "b", toolName: "refund", input: { order: 7, amount: 15 } },
  { type: "tool-approval-request", toolCallId: "b", approvalId: "ask" },
  { type: "finish", finishReason: "tool-calls" },
].map((part, index) => `id: ${String(index + 1)}\ndata: ${JSON.stringify(part)}\n\n`).join("");

test("the widget in every state", async ({ widget, upstream, page }) => {
  test.setTimeout(120_000);
  await upstream.when("service", { answer: { text: ANSWER } });
  await upstream.when("slowly", { answer: { text: numbered(12) }, delayMs: 20, hang: true });
  await upstream.when("break", { answer: { failing: { text: "It begins", message: "no" } } });
  const look = (state: string) => pictures(page, `widget-${state}`, () => expectAccessible(page));

  const connected = Promise.withResolvers<undefined>();
  await page.route("**/api/session*", async (route) => {
    await connected.promise;
    await route.continue();
  });
  await page.goto(widget.host.origin);
  await expect(widget.launcher).toBeVisible();
  await look("closed");
  await widget.launcher.click();
  await expect(widget.composer).toBeInViewport({ ratio: 1 });
  await look("connecting");
  connected.resolve(undefined);
  await expect(widget.panel.getByText("How can I help?")).toBeVisible();
  await expect(widget.composer).toBeVisible();
  await look("empty");
  await widget.ask("What does a full service cost?");
  await expect(widget.conversation).toContainText("call ahead");
  await expect(widget.stopButton).toBeHidden();
  await look("answered");
  await widget.citation.click();
  await expect(widget.passage).toBeVisible();
  await look("passage");
  await page.keyboard.press("Escape");
  await widget.panel.getByRole("button", { name: "More" }).click();
  await expect(widget.panel.getByRole("button", { name: "Download transcript" })).toBeVisible();
  await look("menu");
  await page.keyboard.press("Escape");
  await widget.panel.getByRole("button", { name: "Poor answer" }).click();
  await expect(widget.panel.getByRole("textbox", { name: "What could be better?" })).toBeVisible();
  await look("comment");
  await page.context().setOffline(true);
  await expect(widget.panel.getByText("You are offline", { exact: false })).toBeVisible();
  await look("offline");
  await page.context().setOffline(false);
  await widget.ask("Now slowly");
  await expect(widget.conversation).toContainText("word12");
  await look("writing");
  await widget.stopButton.click();
  await expect(widget.conversation.getByText("You stopped this answer.")).toBeVisible();
  await widget.ask("Please break");
  await expect(widget.panel.getByRole("button", { name: "Try again" })).toBeVisible();
  await look("failed");
  await widget.panel.getByRole("button", { name: "Your chats" }).click();
  await expect(widget.panel.getByRole("button", { name: /^Delete “/ })).toBeVisible();
  await look("chats");
});

test("the widget from right to left, and where it asks or refuses", async ({ widget, upstream, page, parlor }) => {
  test.setTimeout(120_000);
  await upstream.when("service", { answer: { text: ARABIC } });
  const [key, agent] = /data-key="(\w+)" data-agent="(\w+)"/.exec(widget.host.body)?.slice(1) ?? [];
  widget.host.body = snippet(parlor.url, key ?? "", agent ?? "", 'data-locale="ar" data-position="bottom-left" data-open');
  const look = (state: string) => pictures(page, `widget-${state}`, () => expectAccessible(page));
  await page.goto(widget.host.origin);
  const panel = page.frameLocator("iframe");
  const composer = panel.getByRole("textbox", { name: "رسالتك" });
  await expect(composer).toBeVisible();
  await look("rtl-empty");
  await composer.fill("What does a full service cost?");
  await composer.press("Enter");
  await expect(panel.getByRole("log")).toContainText("call ahead");
  await expect(panel.getByRole("button", { name: "نسخ الإجابة" })).toBeVisible();
  await look("rtl-answered");
  await panel.getByRole("button", { name: /^المصدر 1: / }).first().click();
  await expect(panel.getByRole("dialog")).toBeVisible();
  await look("rtl-passage");
  await page.keyboard.press("Escape");

  await page.route("**/api/chats/*/messages", (route) => route.fulfill({ contentType: "text/event-stream", body: ASKING }));
  await composer.fill("Refund me");
  await composer.press("Enter");
  await expect(panel.getByRole("button", { name: "السماح", exact: true })).toBeVisible();
  await look("rtl-approval");
  await panel.getByRole("button", { name: "دردشة جديدة" }).click();
  await page.route("**/api/chats/*/messages", (route) =>
    route.fulfill({ status: 429, headers: { "retry-after": "90" }, contentType: "application/problem+json", body: '{"status":429,"code":"rate_limited"}' }));
  await composer.fill("Again");
  await composer.press("Enter");
  await expect(panel.getByRole("alert")).toBeVisible();
  await look("rtl-refused");
  await panel.getByRole("button", { name: "دردشاتك" }).click();
  await expect(panel.getByRole("button", { name: /^حذف «/ }).first()).toBeVisible();
  await look("rtl-chats");
});

test("the dashboard's pages", async ({ page, parlor, tenant }) => {
  test.setTimeout(240_000);
  const look = (state: string) => pictures(page, `dashboard-${state}`, () => expectAccessible(page));
  for (const [name, path] of [["landing", "/"], ["signup", "/signup"], ["login", "/login"]] as const) {
    await page.goto(parlor.url + path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await look(name);
  }

  const agent = await tenant.createAgent();
  await tenant.upload(agent, "Repairs.md", "# Repairs\n\nA puncture costs 15 euros.");
  await logIn(page, parlor.url, tenant.account);

  for (const [name, path, settled] of [
    ["home", "", "Juniper Bikes"],
    ["agents", "/agents", "Juniper"],
    ["new-agent", "/agents/new", "New agent"],
    ["prompt", `/agents/${agent}`, "Instructions"],
    ["knowledge", `/agents/${agent}/knowledge`, "Repairs"],
    ["embed", `/agents/${agent}/embed`, "Put it on your website"],
    ["versions", `/agents/${agent}/versions`, "v1"],
    ["keys", "/keys", "Keys"],
    ["conversations", "/conversations", "Conversations"],
    ["conversations-filtered", "/conversations?text=nowhere", "Nothing found"],
    ["settings", "/settings", "Address name"],
  ] as const) {
    await page.goto(`${parlor.url}/dashboard${path}`);
    await expect(page.getByText(settled, { exact: false }).filter({ visible: true }).first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await look(name);
  }
});
