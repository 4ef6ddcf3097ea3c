/** The dashboard, as a signed-in member sees it. */
import type { Page } from "@playwright/test";
import type { Account } from "./tenant.ts";

export async function logIn(page: Page, url: string, account: Account): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL("**/dashboard");
}
