/** Two members edit the same draft at once. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";

test("what two people changed in one draft is put together, and what clashes is chosen", async ({ page, parlor, tenant, context }) => {
  const agent = await tenant.createAgent();
  await logIn(page, parlor.url, tenant.account);
  await page.goto(`${parlor.url}/dashboard/agents/${agent}`);
  const other = await context.newPage();
  await other.goto(`${parlor.url}/dashboard/agents/${agent}`);
  // What another window has written is not taken over before this one is saved.
  await page.getByLabel("Greeting").fill("Mine");
  await page.getByLabel("Temperature").fill("0.3");
  await other.getByLabel("Greeting").fill("Theirs");
  await other.getByLabel("System prompt").fill("Their prompt");
  await other.getByRole("button", { name: "Save draft" }).click();
  await expect(other.getByText("The draft is saved")).toBeVisible();
  await other.close();

  await page.getByRole("button", { name: "Save draft" }).click();
  const dialog = page.getByRole("dialog", { name: "Somebody else saved this draft" });
  await dialog.getByRole("group", { name: "greeting" }).getByRole("radio", { name: /^Theirs/ }).check();
  await pictures(page, "dashboard-conflict", () => expectAccessible(page));
  await dialog.getByRole("button", { name: "Save both together" }).click();
  await expect(page.getByText("The draft is saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Greeting")).toHaveValue("Theirs");
  await expect(page.getByLabel("Temperature")).toHaveValue("0.3");
  await expect(page.getByLabel("System prompt")).toHaveValue("Their prompt");
});
