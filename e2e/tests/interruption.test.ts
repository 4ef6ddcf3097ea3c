/** What a visitor may do in the middle of an answer, and what may happen to them. */
import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

test("a reload in the middle of an answer loses and doubles no word, at several moments", async ({ widget, upstream, page }) => {
  await upstream.when("count", { answer: { text: numbered(80) }, delayMs: 40 });
  await widget.open();
  await widget.ask("Please count");
  for (const word of ["word2", "word20", "word45"]) {
    await expect(widget.conversation).toContainText(word);
    await page.reload();
  }
  await widget.expectWords(80);
  await page.reload();
  await widget.expectWords(80);
});

test("a lost connection is picked up again without a lost or doubled word", async ({ widget, upstream, page }) => {
  await upstream.when("count", { answer: { text: numbered(80) }, delayMs: 40 });
  await widget.open();
  await widget.ask("Please count");
  await expect(widget.conversation).toContainText("word5");
  await page.context().setOffline(true);
  await expect(widget.panel.getByText("You are offline", { exact: false })).toBeVisible();
  await page.context().setOffline(false);
  await widget.expectWords(80);
});

test("stop ends the answer for the visitor and at the model", async ({ widget, upstream }) => {
  await upstream.when("at length", { answer: { text: numbered(400) }, delayMs: 50 });
  await widget.open();
  const before = await upstream.counts();
  await widget.ask("Tell me at length");
  await expect(widget.conversation).toContainText("word5");
  await widget.stopButton.click();
  await expect(widget.conversation.getByText("You stopped this answer.")).toBeVisible();
  await expect.poll(async () => (await upstream.counts()).cancelled, { timeout: 1_000 }).toBe(before.cancelled + 1);

  const shown = await widget.numberedWords();
  expect(shown).toEqual(Array.from({ length: shown.length }, (_, index) => index + 1));
  await widget.page.reload();
  await expect(widget.conversation.getByText("You stopped this answer.")).toBeVisible();
  expect((await widget.numberedWords()).length).toBeGreaterThanOrEqual(shown.length);
});

test("an answer that fails says so and can be asked for again", async ({ widget, upstream }) => {
  await upstream.when("fragile", { answer: { failing: { text: "It begins well", message: "provider exploded" } } });
  await widget.open();
  await widget.ask("A fragile question");
  const retry = widget.panel.getByRole("button", { name: "Try again" });
  await expect(retry).toBeVisible();
  await upstream.when("fragile", { answer: { text: "It went well this time." } });
  await retry.click();
  await expect(widget.conversation).toContainText("It went well this time.");
  await expect(widget.conversation.getByText("A fragile question")).toHaveCount(1);
});
