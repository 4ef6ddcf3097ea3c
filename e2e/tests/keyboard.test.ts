/** Everything a visitor can do, without a mouse. */
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
  await expect(widget.panel.getByText("How can I help?")).toBeVisible();
  await expect(widget.composer).toBeFocused();

  await page.keyboard.type("What about a puncture?");
  await page.keyboard.press("Enter");
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
