/** What a visitor finds in the panel besides asking and reading. */
import { readFile } from "node:fs/promises";
import type { Page, Route } from "@playwright/test";
import { snippet } from "../support/host-page.ts";
import { expect, test } from "../support/test.ts";

const SEND = "**/api/chats/*/messages";

/** A turn of the AI SDK's stream, as a server with tools would send it. */
function turn(parts: object[]) {
  const events = parts.map((part, index) => `id: ${String(index + 1)}\ndata: ${JSON.stringify(part)}\n\n`).join("");
  return { contentType: "text/event-stream", body: `${events}data: [DONE]\n\n` };
}

const refuse = (status: number, code: string, headers: Record<string, string> = {}) => (route: Route) =>
  route.fulfill({ status, headers, contentType: "application/problem+json", body: JSON.stringify({ type: "about:blank", title: code, status, code, detail: "x" }) });

/** Answers the reading of every chat with `count` stored messages. */
async function storeMessages(page: Page, count: number): Promise<void> {
  const at = "2026-01-01T00:00:00Z";
  const messages = Array.from({ length: count }, (_, index) => ({
    id: `msg_${String(index)}`, role: index % 2 === 0 ? "user" : "assistant", createdAt: at,
    content: index % 2 === 0 ? `Question ${String(index)}` : `Answer ${String(index)}.\n\n- **one**\n- two`,
  }));
  await page.route("**/api/chats/cht_*", (route) =>
    route.request().method() === "GET" ? route.fulfill({ json: { id: "cht_1", title: null, createdAt: at, updatedAt: at, messages } }) : route.continue());
}

test("a poor answer can be commented on, and the rating is there the next time", async ({ widget, upstream, page }) => {
  await upstream.when("opinion", { answer: { text: "Perhaps." } });
  await widget.open();
  await widget.ask("Your opinion?");
  await widget.panel.getByRole("button", { name: "Poor answer" }).click();
  const comment = widget.panel.getByRole("textbox", { name: "What could be better?" });
  await expect(comment).toBeFocused();
  await comment.fill("It says nothing.");
  const sent = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/feedback"));
  await widget.panel.getByRole("button", { name: "Send feedback" }).click();
  expect((await sent).postDataJSON()).toEqual({ rating: "down", comment: "It says nothing." });
  await expect(widget.panel.getByText("Thank you for telling us.")).toBeVisible();
  // A form that stays open does not draw the caret back to itself while the visitor writes on.
  await widget.ask("And your opinion of that?");
  await expect(widget.conversation.getByText("Perhaps.")).toHaveCount(2);
  await widget.panel.getByRole("button", { name: "Poor answer" }).nth(1).click();
  await widget.ask("A third opinion?");
  await expect(widget.conversation.getByText("Perhaps.")).toHaveCount(3);
  await expect(widget.composer).toBeFocused();
  await page.reload();
  await expect(widget.panel.getByRole("button", { name: "Poor answer" }).first()).toHaveAttribute("aria-pressed", "true");
});

test("the conversation can be taken away as a file, and the sound is off until it is wanted", async ({ widget, upstream, page }) => {
  await upstream.when("service", { answer: { text: "It costs **89 euros**. [1]" } });
  await widget.open();
  await widget.ask("What does a service cost?");
  await expect(widget.citation).toBeVisible();
  const more = widget.panel.getByRole("button", { name: "More" });
  await more.click();
  const download = page.waitForEvent("download");
  await widget.panel.getByRole("button", { name: "Download transcript" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Juniper.md");
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain("What does a service cost?");
  expect(text).toContain("It costs **89 euros**. [1]");
  expect(text).toMatch(/\[1\] Repairs · .*\n> .*89 euros/);

  await expect(more).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(more).toHaveAttribute("aria-expanded", "false");
  await expect(widget.composer).toBeVisible();
  await page.keyboard.press("Enter");
  await widget.panel.getByRole("button", { name: "Turn sound on" }).click();
  await page.reload();
  await more.click();
  await expect(widget.panel.getByRole("button", { name: "Turn sound off" })).toBeVisible();
});

test("a citation opens its passage with title, heading and the quote marked", async ({ widget, upstream }) => {
  await upstream.when("service", { answer: { text: "A full service costs 89 euros. [1]" } });
  await widget.open();
  await widget.ask("What does a service cost?");
  await widget.citation.click();
  await expect(widget.passage.getByRole("heading", { name: "Repairs" })).toBeVisible();
  await expect(widget.passage).toContainText("Prices");
  await expect(widget.passage.locator("mark")).toContainText("A full service costs 89 euros");
});

for (const [code, status, headers, says] of [
  ["rate_limited", 429, { "retry-after": "7" }, "That was a lot at once. Please try again in 7 seconds."],
  ["quota_exceeded", 402, {}, "This assistant has reached its limit for now."],
  ["origin_not_allowed", 403, {}, "This chat is not set up for this website."],
] as const) {
  test(`a refusal is told in the visitor's words: ${code}`, async ({ widget, page }) => {
    await widget.open();
    await page.route(code === "origin_not_allowed" ? "**/api/chats" : SEND, refuse(status, code, headers));
    await widget.ask("Hello?");
    await expect(widget.panel.getByRole("alert")).toContainText(says);
    await expect(widget.panel.getByText("Not sent")).toBeVisible();
  });
}

test("a tool says what it does, asks first where it must, and goes on with the answer", async ({ widget, page }) => {
  await widget.open();
  const bodies: unknown[] = [];
  await page.route(SEND, async (route) => {
    bodies.push(route.request().postDataJSON());
    const asked = [
      { type: "start", messageId: "msg_1" },
      { type: "tool-input-available", toolCallId: "a", toolName: "look_up_order", input: { order: 7 } },
      { type: "tool-output-available", toolCallId: "a", output: {} },
      { type: "tool-input-available", toolCallId: "b", toolName: "refund", input: { amount: 15 } },
      { type: "tool-approval-request", toolCallId: "b", approvalId: "ask" },
      { type: "finish", finishReason: "tool-calls" },
    ];
    const decided = [
      { type: "start", messageId: "msg_1" },
      { type: "tool-output-available", toolCallId: "b", output: {} },
      { type: "text-start", id: "t" }, { type: "text-delta", id: "t", delta: "You have your money back." }, { type: "text-end", id: "t" },
      { type: "finish", finishReason: "stop" },
    ];
    await route.fulfill(turn(bodies.length === 1 ? asked : decided));
  });
  await widget.ask("Refund me");
  await expect(widget.conversation).toContainText("Used look up order");
  const question = widget.panel.getByRole("group", { name: "May I use refund?" });
  await expect(question).toContainText("15");
  await question.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(widget.conversation).toContainText("You have your money back.");
  await expect(widget.conversation).toContainText("Used refund");
  expect(bodies[1]).toMatchObject({ messages: [{ parts: [{ toolCallId: "b", approval: { id: "ask", approved: true } }] }] });
});

test("a conversation of 2,000 messages opens at its end, and what is above comes without moving what is read", async ({ widget, upstream, page }) => {
  await upstream.when("begin", { answer: { text: "Begun." } });
  await widget.open();
  await widget.ask("begin");
  await expect(widget.conversation).toContainText("Begun.");
  await storeMessages(page, 2000);
  await page.reload();
  const last = widget.conversation.getByText("Question 1998", { exact: true });
  await expect(last).toBeInViewport();
  const shown = widget.conversation.locator("article");
  expect(await shown.count()).toBeLessThanOrEqual(60);

  const top = widget.conversation.getByText("Question 1950", { exact: true });
  await top.scrollIntoViewIfNeeded();
  const before = await top.boundingBox();
  await widget.panel.getByRole("log").evaluate((log) => (log.scrollTop -= 1));
  await expect.poll(() => shown.count()).toBeGreaterThan(60);
  const after = await top.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(60);
  await expect(last).toHaveCount(1);
});

test("a page loads the launcher and no more until a visitor shows interest, and does not wait for it", async ({ widget, parlor, page }) => {
  const files: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(parlor.url)) files.push(new URL(request.url()).pathname);
  });
  const released = Promise.withResolvers<undefined>();
  await page.route("**/widget.js", async (route) => {
    await released.promise;
    await route.continue();
  });
  await page.goto(widget.host.origin, { waitUntil: "domcontentloaded" });
  await expect(page.getByRole("heading", { name: "A shop" })).toBeVisible();
  released.resolve(undefined);
  await expect(widget.launcher).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(files).toEqual(["/widget.js"]);
  await widget.launcher.hover();
  await expect.poll(() => files).toContain("/panel");
});

test("only the language that is spoken is loaded", async ({ widget, parlor, page }) => {
  const [key, agent] = /data-key="(\w+)" data-agent="(\w+)"/.exec(widget.host.body)?.slice(1) ?? [];
  widget.host.body = snippet(parlor.url, key ?? "", agent ?? "", 'data-locale="fr" data-open');
  const files: string[] = [];
  page.on("request", (request) => files.push(new URL(request.url()).pathname));
  await page.goto(widget.host.origin);
  const panel = page.frameLocator("iframe");
  await expect(panel.getByRole("textbox", { name: "Votre message" })).toBeVisible();
  await expect(panel.locator("html")).toHaveAttribute("lang", "fr");
  const languages = files.filter((file) => /\/(de|fr|es|pt|ja|zh|ar|he)-[\w-]+\.js$/.test(file));
  expect(languages).toHaveLength(1);
  expect(languages[0]).toContain("/fr-");
});

test("on a phone the chat fills the screen, and still when motion is not wanted", async ({ widget, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await widget.open();
  expect(await page.locator("iframe").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  expect(await page.locator("iframe").evaluate((frame) => getComputedStyle(frame.parentElement ?? frame).transitionDuration)).toMatch(/^0s/);
  await widget.panel.getByRole("button", { name: "Close chat" }).click();
  await expect(widget.launcher).toBeFocused();
});
