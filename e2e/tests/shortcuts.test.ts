/** Keys that work on every page of the dashboard. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { expect, test } from "../support/test.ts";

test("keys lead to places, are named, and those without Ctrl can be switched off", async ({ page, parlor, tenant }) => {
  // The address changes before the login page goes; the keys work once the frame stands.
  const frame = page.getByRole("link", { name: "Agents" }).first();
  await logIn(page, parlor.url, tenant.account);
  await frame.waitFor();
  await page.keyboard.type("ga");
  await page.waitForURL("**/dashboard/agents");

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Conversations")).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("checkbox", { name: /single keys/ }).uncheck();
  await expect(sheet.getByText("Conversations")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.reload();
  await frame.waitFor();
  await page.keyboard.type("gk?");
  // What the keys would have done comes before what Ctrl does: both go through the same listener.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(page.getByPlaceholder("Go to, search, switch…")).toBeVisible();
  expect(page.url()).toMatch(/\/dashboard\/agents$/);
});
