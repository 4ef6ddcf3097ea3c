/** The chat as a part of a page: `<parlor-chat>`, and the page that Parlor shows itself. */
import { expectAccessible } from "../support/axe.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";

test("<parlor-chat> is a chat in the page: attributes, methods and events are the element's own", async ({ widget, parlor, upstream, page }) => {
  await upstream.when("inline", { answer: { text: "Here I am." } });
  const attributes = /data-key="\w+" data-agent="\w+"/.exec(widget.host.body)?.[0] ?? "";
  widget.host.body =
    `<script async src="${parlor.url}/widget.js"></script>` +
    `<parlor-chat ${attributes} data-theme="light" data-locale="en"></parlor-chat>` +
    `<script>window.heard = []; for (const name of ["ready", "message:user", "message:assistant", "error"])
       document.querySelector("parlor-chat").addEventListener(name, (event) => window.heard.push([name, event.detail?.text]));</script>`;
  await page.goto(widget.host.origin);
  await expect(widget.composer).toBeVisible();
  await expect(widget.launcher).toHaveCount(0);
  await expect(widget.panel.getByRole("button", { name: "Close chat" })).toHaveCount(0);
  await page.locator("parlor-chat").evaluate((element) => (element as unknown as { send: (text: string) => void }).send("An inline question"));
  await expect(widget.conversation).toContainText("Here I am.");
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
    .toEqual([["ready", undefined], ["message:user", "An inline question"], ["message:assistant", "Here I am."]]);

  await page.locator("parlor-chat").evaluate((element) => ((element as HTMLElement).dataset.theme = "dark"));
  await expect(widget.panel.locator("html")).toHaveAttribute("data-theme", "dark");
  // Escape has nothing to close here, and the chat survives being moved in the document.
  await widget.composer.press("Escape");
  await expect(widget.composer).toBeVisible();
  await page.locator("parlor-chat").evaluate((element) => document.body.append(element));
  await expect(widget.conversation).toContainText("Here I am.");
});

test("a link with a key shows a page with nothing but the chat, under a strict policy", async ({ tenant, parlor, upstream, page }) => {
  await upstream.when("hosted", { answer: { text: "A full page for you." } });
  const agent = await tenant.createAgent("Juniper & <Sons>");
  const key = await tenant.createKey(agent, [parlor.url]);
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/content security policy|trusted type/i.test(message.text())) violations.push(message.text());
  });
  const answer = await page.goto(`${parlor.url}/chat/${agent}?key=${key}`);
  const policy = answer?.headers()["content-security-policy"] ?? "";
  for (const rule of ["frame-ancestors 'none'", "script-src 'self'", "require-trusted-types-for 'script'"]) expect(policy).toContain(rule);
  expect(policy).not.toContain("unsafe");
  await expect(page).toHaveTitle("Juniper & <Sons>");
  const panel = page.frameLocator("iframe[title='Chat']");
  const composer = panel.getByRole("textbox", { name: "Your message" });
  await composer.fill("A hosted question");
  await composer.press("Enter");
  await expect(panel.getByRole("log")).toContainText("A full page for you.");
  await page.reload();
  await expect(panel.getByRole("log")).toContainText("A full page for you.");
  await pictures(page, "widget-hosted", () => expectAccessible(page));
  expect(violations).toEqual([]);
});

test("there is no such page without a key that is meant for it", async ({ tenant, parlor, page }) => {
  const agent = await tenant.createAgent();
  const other = await tenant.createAgent();
  const own = await tenant.createKey(agent, [parlor.url]);
  const foreign = await tenant.createKey(agent, ["https://shop.example"]);
  for (const path of [agent, `${agent}?key=${foreign}`, `${agent}?key=pk_live_x`, `${other}?key=${own}`, `agt_0?key=${own}`, `${agent}?key=${own}&key=${own}`]) {
    const answer = await page.goto(`${parlor.url}/chat/${path}`);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByText("There is no chat at this address.")).toBeVisible();
  }
});
