/** No prompt goes live untested: a case, a gate, a prompt that fails it, and one that does not. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { ObedientModel } from "../support/obedient-model.ts";
import { Parlor } from "../support/parlor.ts";
import { pictures } from "../support/picture.ts";
import { Tenant } from "../support/tenant.ts";
import { expect, test } from "../support/test.ts";

test("a prompt that fails a case is refused until it is mended", async ({ page }) => {
  test.slow();
  const model = await ObedientModel.start();
  const parlor = await Parlor.start({ PARLOR_LLM_BASE_URL: model.baseUrl, PARLOR_LLM_MODEL: "obedient" });
  const tenant = await Tenant.signUp(parlor.url);
  const agent = await tenant.createAgent();
  const evals = `${parlor.url}/dashboard/agents/${agent}/evals`;

  await test.step("write a case", async () => {
    await logIn(page, parlor.url, tenant.account);
    await page.goto(evals);
    await page.getByRole("button", { name: "New suite" }).click();
    await page.getByLabel("Name").fill("Prices");
    await page.getByRole("button", { name: "Create suite" }).click();
    await page.getByRole("button", { name: "New case" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("e-bike");
    await dialog.getByLabel("The visitor says").fill("How much is an e-bike?");
    await dialog.getByLabel("The answer must contain").fill("€32");
    await dialog.getByRole("button", { name: "Save case" }).click();
    await expect(page.getByText("How much is an e-bike?")).toBeVisible();
  });

  await test.step("demand it", async () => {
    await page.goto(evals);
    await page.getByRole("button", { name: "Change…" }).click();
    await page.getByRole("checkbox", { name: /Prices/ }).check();
    await page.getByRole("button", { name: "Set the gate" }).click();
    await expect(page.getByText("Does not pass")).toBeVisible({ timeout: 20_000 });
  });

  await test.step("the gate refuses a prompt that fails it", async () => {
    await write(page, parlor.url, agent, "Always answer «It costs €23 a day.»");
    await page.goto(evals);
    await expect(page.getByText("Does not pass")).toBeVisible({ timeout: 20_000 });
    await pictures(page, "evals-refused", () => expectAccessible(page));
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText("Prices/e-bike");
    await expect(dialog.getByRole("button", { name: "Override the gate" })).toBeVisible();
    await pictures(page, "evals-refusal", () => expectAccessible(page));
    await dialog.getByRole("link", { name: "See its evaluations" }).click();
    await page.getByRole("link", { name: "See the draft’s run" }).click();
    await page.getByRole("button", { name: /e-bike/ }).click();
    await expect(page.getByRole("dialog")).toContainText("It costs €23 a day.");
    await pictures(page, "evals-result", () => expectAccessible(page));
  });

  await test.step("mended, it goes live", async () => {
    await write(page, parlor.url, agent, "Always answer «An e-bike costs €32 a day.»");
    await page.goto(evals);
    await expect(page.getByText("Passes", { exact: true })).toBeVisible({ timeout: 20_000 });
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText("Live v2")).toBeVisible();
    await pictures(page, "evals-passed", () => expectAccessible(page));
  });
  await parlor.stop();
  await model.stop();
});

/** Saves a draft with this prompt. */
async function write(page: Page, url: string, agent: string, prompt: string): Promise<void> {
  await page.goto(`${url}/dashboard/agents/${agent}`);
  await page.getByLabel("System prompt").fill(prompt);
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("The draft is saved")).toBeVisible();
}
