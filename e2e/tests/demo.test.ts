/** What `cargo xtask run` shows first: the demo page, answered without any model. */
import path from "node:path";
import { expect, test } from "@playwright/test";
import { Parlor } from "../support/parlor.ts";

const PICTURE = path.resolve(import.meta.dirname, "../artifacts/pictures/demo.png");

test("the demo page answers from its documents and cites them", async ({ page }) => {
  const parlor = await Parlor.start({}, ["--demo"]);
  try {
    await page.setViewportSize({ width: 1200, height: 750 });
    await page.goto(`${parlor.url}/demo`);
    await page.getByRole("button", { name: "Open chat" }).click();
    const panel = page.frameLocator("iframe[title='Chat']");
    const suggestion = panel.getByRole("button", { name: "How much does an e-bike cost per day?" });
    const anew = panel.getByRole("button", { name: "New chat" });
    await expect(suggestion).toBeVisible();
    // The documents are still being read when the server says that it is ready.
    await expect(async () => {
      if (await anew.isVisible()) await anew.click();
      await suggestion.click();
      await expect(panel.getByRole("log", { name: "Conversation" })).toContainText("An e-bike costs €32 a day", { timeout: 4_000 });
    }).toPass({ timeout: 40_000 });
    await expect(panel.getByRole("button", { name: /^Source 1: Renting a bike/ }).first()).toBeVisible();
    await page.screenshot({ path: PICTURE });
  } finally {
    await parlor.stop();
  }
});
