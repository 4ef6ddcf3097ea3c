/** What a customer's page can ask of the widget: attributes, `window.Parlor`, events, identity, other pages and tabs. */
import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { snippet } from "../support/host-page.ts";
import { expect, test } from "../support/test.ts";
import { Widget } from "../support/widget.ts";

interface Heard {
  name: string;
  detail: Record<string, unknown>;
}

/** The events so far, by a listener that the page has queued before the script was there. */
const LISTENER = `<script>
  window.heard = [];
  window.Parlor = [];
  for (const name of ["ready", "open", "close", "message:user", "message:assistant", "tool", "unread", "error"])
    window.Parlor.push(["on", name, (detail) => window.heard.push({ name, detail })]);
</script>`;

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const names = async (page: Page) => (await heard(page)).map(({ name }) => name);

/** `Parlor[method](...rest)` in the page. */
function call(page: Page, method: string, ...rest: unknown[]): Promise<void> {
  return page.evaluate(
    ([name, given]) => (window as unknown as { Parlor: Record<string, (...all: unknown[]) => void> }).Parlor[name]?.(...given),
    [method, rest] as const,
  );
}

function signed(secret: string, sub: string, seconds = 600): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub, exp: Math.floor(Date.now() / 1000) + seconds })}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
}

test("calls queued before the script loads are carried out, and every event is heard", async ({ widget, upstream, page }) => {
  await upstream.when("first", { answer: { text: "One." } });
  widget.host.body = `${LISTENER}<script>window.Parlor.push(["send", "My first question"])</script>${widget.host.body}`;
  await page.goto(widget.host.origin);
  await expect(widget.conversation).toContainText("One.");
  await expect.poll(() => names(page)).toContain("message:assistant");
  expect((await names(page)).slice(0, 3)).toEqual(["ready", "open", "message:user"]);
  const [, , question, answer] = await heard(page);
  expect(question?.detail).toMatchObject({ text: "My first question", chatId: expect.stringMatching(/^cht_/) });
  expect(answer?.detail).toMatchObject({ text: "One.", messageId: expect.stringMatching(/^msg_/) });

  await call(page, "close");
  await expect(widget.launcher).toHaveAttribute("aria-expanded", "false");
  await call(page, "toggle");
  await expect(widget.composer).toBeVisible();
  await call(page, "close");
  // An answer that ends out of sight is counted on the button.
  await upstream.when("second", { answer: { text: "Two." }, delayMs: 300 });
  await call(page, "open");
  await widget.ask("My second question");
  await expect(widget.stopButton).toBeVisible();
  await call(page, "close");
  await expect(widget.page.getByRole("button", { name: "Open chat, 1 unread" })).toBeVisible();
  expect((await heard(page)).find(({ name }) => name === "unread")?.detail).toEqual({ count: 1 });

  await call(page, "destroy");
  await expect(widget.launcher).toHaveCount(0);
  expect(await page.evaluate(() => "Parlor" in window)).toBe(false);
});

test("the attributes and `update` decide how it looks and what it says", async ({ widget, parlor, page }) => {
  const [key, agent] = /data-key="(\w+)" data-agent="(\w+)"/.exec(widget.host.body)?.slice(1) ?? [];
  const texts = JSON.stringify({ placeholder: "Frag uns alles" }).replaceAll('"', "&quot;");
  widget.host.body = snippet(
    parlor.url, key ?? "", agent ?? "",
    `data-position="bottom-left" data-theme="dark" data-color="#ffcc00" data-locale="de" data-open data-texts="${texts}"`,
  );
  await page.goto(widget.host.origin);
  const composer = widget.panel.getByRole("textbox", { name: "Ihre Nachricht" });
  await expect(composer).toHaveAttribute("placeholder", "Frag uns alles");
  const root = page.frameLocator("iframe").locator("html");
  await expect(root).toHaveAttribute("data-theme", "dark");
  const button = page.getByRole("button", { name: "Chat schließen" });
  expect((await button.boundingBox())?.x).toBeLessThan(100);
  await expect(button).toHaveCSS("background-color", "rgb(255, 204, 0)");
  // White on yellow could not be read.
  await expect(button).toHaveCSS("color", "rgb(0, 0, 0)");

  await call(page, "update", { theme: "light", locale: "ar", color: "#0044cc", position: "bottom-right", texts: {} });
  await expect(root).toHaveAttribute("data-theme", "light");
  await expect(root).toHaveAttribute("dir", "rtl");
  await expect(root).toHaveAttribute("lang", "ar");
  const moved = page.getByRole("button", { name: "إغلاق الدردشة" });
  await expect(moved).toHaveCSS("background-color", "rgb(0, 68, 204)");
  expect((await moved.boundingBox())?.x).toBeGreaterThan(100);
});

test("a visitor who is named keeps their chats on every device; logged out, nobody sees them", async ({ widget, tenant, upstream, page, browser }) => {
  await upstream.when("secret", { answer: { text: "Ann's answer." } });
  const agent = /data-agent="(\w+)"/.exec(widget.host.body)?.[1] ?? "";
  const secret = await tenant.identitySecret(agent);
  await widget.open();
  await call(page, "identify", signed(secret, "ann"));
  await widget.ask("Ann's secret question");
  await expect(widget.conversation).toContainText("Ann's answer.");

  // Another browser: only the name brings the chats there.
  const other = await (await browser.newContext()).newPage();
  const there = new Widget(other, widget.host);
  await there.open();
  await call(other, "identify", signed(secret, "ann"));
  await there.panel.getByRole("button", { name: "Your chats" }).click();
  await expect(there.panel.getByRole("button", { name: /^Ann's secret question/ })).toBeVisible();

  // Switch, and a forged name, see nothing of it.
  for (const token of [signed(secret, "bob"), signed("guessed", "ann")]) {
    await call(other, "identify", token);
    await expect(there.composer).toBeVisible();
    await expect(there.conversation).not.toContainText("Ann");
    await there.panel.getByRole("button", { name: "Your chats" }).click();
    await expect(there.panel.getByText("No chats yet", { exact: false })).toBeVisible();
    await there.panel.getByRole("button", { name: "Back to the chat" }).click();
  }
  await other.context().close();

  // The next page of the same browser names nobody: Ann has logged out at the shop.
  await page.reload();
  await expect(widget.composer).toBeVisible();
  await expect(widget.panel.getByText("Hello! How can I help?")).toBeVisible();
  await expect(widget.conversation).not.toContainText("Ann");
});

test("the chat goes on on the next page and in the next tab, and a logout there is one here", async ({ widget, upstream, page, context }) => {
  await upstream.when("remember", { answer: { text: "I remember." } });
  await widget.open();
  await widget.ask("Do you remember?");
  await expect(widget.conversation).toContainText("I remember.");
  await page.goto(`${widget.host.origin}/?another=page`);
  await expect(widget.conversation).toContainText("I remember.");

  const tab = await context.newPage();
  const second = new Widget(tab, widget.host);
  await tab.goto(widget.host.origin);
  await expect(second.conversation).toContainText("I remember.");
  await call(tab, "reset");
  await expect(second.panel.getByText("Hello! How can I help?")).toBeVisible();
  await expect(widget.panel.getByText("Hello! How can I help?")).toBeVisible();
  await expect(widget.conversation).not.toContainText("I remember.");
});
