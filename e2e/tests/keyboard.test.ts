/** Everything a visitor can do, without a mouse. */
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

test("open, ask, stop, read a source, start anew and close by keyboard alone", async ({ widget, upstream, page }) => {
  await upstream.when("puncture", { answer: { text: "A puncture is repaired for 15 euros. [1]" } });
  await upstream.when("slowly", { answer: { text: numbered(300) }, delayMs: 50 });
  await page.goto(widget.host.origin);
  await expect(widget.launcher).toBeVisible();

  await page.keyboard.press("Tab");
  await expect(widget.launcher).toBeFocused();
  await page.keyboard.press("Enter");
  // At once, before there is anything to type into.
  await page.keyboard.type("What about a puncture?");
  await page.keyboard.press("Enter");
  await expect(widget.conversation.getByText("What about a puncture?")).toHaveCount(1);
  const { citation } = widget;
  await expect(citation).toBeVisible();
  await expect(widget.composer).toBeFocused();

  await citation.focus();
  await page.keyboard.press("Enter");
  await expect(widget.passage).toContainText("15 euros");
  await page.keyboard.press("Escape");
  await expect(citation).toBeFocused();

  await widget.composer.focus();
  await page.keyboard.type("Now slowly");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("please");
  await page.keyboard.press("Enter");
  await expect(widget.conversation).toContainText("word2");
  await widget.stopButton.focus();
  await page.keyboard.press("Enter");
  await expect(widget.conversation.getByText("You stopped this answer.")).toBeVisible();

  await widget.composer.focus();
  await page.keyboard.press("Escape");
  await expect(widget.launcher).toBeFocused();
  await expect(widget.launcher).toHaveAttribute("aria-expanded", "false");
});

test("what is written before the chat is there is kept, and sent once it is", async ({ widget, upstream, page }) => {
  await upstream.when("early", { answer: { text: "Good morning." } });
  await upstream.when("again", { answer: { text: "Welcome back." } });

  await test.step("while the session is opened", async () => {
    const { release } = await hold(page, "**/api/session*");
    await page.goto(widget.host.origin);
    await widget.launcher.click();
    await expect(widget.composer).toBeFocused();
    await page.keyboard.type("I am early");
    await page.keyboard.press("Enter");
    await page.keyboard.type("And a draft");
    await expect(widget.panel.getByText("I am early")).toBeVisible();
    release();
    await expect(widget.conversation).toContainText("Good morning.");
    await expect(widget.conversation.getByText("I am early")).toHaveCount(1);
    await expect(widget.composer).toHaveValue("And a draft");
    await expect(widget.composer).toBeFocused();
  });

  await test.step("while another screen is looked at", async () => {
    await widget.panel.getByRole("button", { name: "Your chats" }).click();
    await widget.panel.getByRole("button", { name: "Back to the chat" }).click();
    await expect(widget.composer).toHaveValue("And a draft");
  });

  await test.step("while the chat from before is read", async () => {
    const { release, asked } = await hold(page, "**/api/chats/cht_*");
    await page.reload();
    await asked;
    await widget.ask("Here again");
    await expect(widget.panel.getByText("Here again")).toBeVisible();
    release();
    await expect(widget.conversation).toContainText("Welcome back.");
    await expect(widget.conversation).toContainText("Good morning.");
    await expect(widget.conversation.getByText("Here again")).toHaveCount(1);
  });
});

/** Lets no request to `url` through before `release` is called; `asked` tells of the first one. */
async function hold(page: Page, url: string): Promise<{ asked: Promise<void>; release: () => void }> {
  const released = Promise.withResolvers<undefined>();
  const asked = Promise.withResolvers<undefined>();
  await page.route(url, async (route) => {
    asked.resolve(undefined);
    await released.promise;
    await route.continue();
  });
  return { asked: asked.promise, release: () => released.resolve(undefined) };
}
