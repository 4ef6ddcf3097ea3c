/** An agent's own Langfuse project in the dashboard: connected, tried, a dataset pulled and pushed back, the prompt taken, disconnected. */
import { LangfuseClient } from "@langfuse/client";
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { LangfuseServer } from "../support/langfuse.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";

const DATASET = "support/returns";

test("a project is connected, a dataset pulled and pushed back, and the prompt taken", async ({ page, parlor, tenant }) => {
  test.setTimeout(240_000);
  const langfuse = await LangfuseServer.start();
  const { LANGFUSE_PUBLIC_KEY: publicKey = "", LANGFUSE_SECRET_KEY: secretKey = "" } = langfuse.env;
  const client = new LangfuseClient({ baseUrl: langfuse.url, publicKey, secretKey });
  try {
    await client.api.datasets.create({ name: DATASET });
    await client.api.datasetItems.create({ datasetName: DATASET, id: "r-1", input: "How long?", expectedOutput: "30 days" });
    await client.api.datasetItems.create({ datasetName: DATASET, id: "r-2", input: "And shoes?", expectedOutput: "30 days, too" });
    await client.prompt.create({ name: "greeter", prompt: "Be kind to cyclists.", labels: ["production"] });
    const agent = await tenant.createAgent();
    const agentPage = `${parlor.url}/dashboard/agents/${agent}`;
    await logIn(page, parlor.url, tenant.account);
    const card = page.locator("section", { has: page.getByRole("heading", { name: "Langfuse", exact: true }) });
    const dialog = page.getByRole("dialog");

    await test.step("connect", async () => {
      await page.goto(`${agentPage}/evals`);
      await expect(page.getByRole("button", { name: "Import" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Pull a dataset" })).toHaveCount(0);
      await card.getByRole("button", { name: "Connect Langfuse" }).click();
      await dialog.getByLabel("Host").fill("http://192.168.0.1");
      await dialog.getByLabel("Public key").fill(publicKey);
      await dialog.getByLabel("Secret key").fill(secretKey);
      await dialog.getByLabel("Prompt").fill("greeter");
      await dialog.getByRole("button", { name: "Connect" }).click();
      await expect(dialog.getByLabel("Host")).toHaveAttribute("aria-invalid", "true");
      await pictures(page, "langfuse-form", () => expectAccessible(page));
      await dialog.getByLabel("Host").fill(langfuse.url);
      await dialog.getByRole("button", { name: "Connect" }).click();
      await expect(card).toContainText(`/hooks/langfuse/`);
      await expect(page.getByText(secretKey)).toHaveCount(0);
    });

    await test.step("test", async () => {
      await card.getByRole("button", { name: "Test" }).click();
      await expect(card.getByRole("status")).toContainText("project Assistant, server version 4.0.0");
      await expect(card.getByRole("status")).toContainText(DATASET);
      await card.scrollIntoViewIfNeeded();
      await pictures(page, "langfuse-card", () => expectAccessible(page));
    });

    await test.step("take the prompt", async () => {
      await card.getByRole("button", { name: "Take the prompt now" }).click();
      await expect(page.getByText("The draft has the prompt’s instructions")).toBeVisible();
      await page.goto(agentPage);
      await expect(page.getByLabel("System prompt")).toHaveValue("Be kind to cyclists.");
    });

    await test.step("pull", async () => {
      await page.goto(`${agentPage}/evals`);
      await page.getByRole("button", { name: "Pull a dataset" }).click();
      await dialog.getByLabel("Dataset").fill("nothing");
      await dialog.getByRole("button", { name: "Pull dataset" }).click();
      await expect(dialog.getByRole("alert")).toContainText("names nothing");
      await pictures(page, "langfuse-pull", () => expectAccessible(page));
      await dialog.getByLabel("Dataset").fill(DATASET);
      await dialog.getByRole("button", { name: "Pull dataset" }).click();
      await expect(page.getByRole("heading", { name: DATASET })).toBeVisible();
      await expect(page.getByText("And shoes?")).toBeVisible();
    });

    await test.step("push", async () => {
      const push = async (...figures: string[]) => {
        await page.getByRole("button", { name: "Push to Langfuse" }).click();
        await dialog.getByRole("button", { name: "Push suite" }).click();
        await expect(dialog.getByRole("definition")).toHaveText(figures);
      };
      await page.getByRole("button", { name: "New case" }).click();
      await dialog.getByLabel("Name").fill("socks");
      await dialog.getByLabel("The visitor says").fill("And socks?");
      await dialog.getByLabel("The answer must contain").fill("never");
      await dialog.getByRole("button", { name: "Save case" }).click();
      await expect(page.getByText("And socks?")).toBeVisible();
      await push("3", "0", "0");
      await dialog.getByRole("button", { name: "Done" }).click();
      await page.getByRole("button", { name: "Delete socks" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
      await expect(page.getByText("And socks?")).toHaveCount(0);
      await push("0", "2", "1");
      await pictures(page, "langfuse-push", () => expectAccessible(page));
      const { items } = await client.dataset.get(DATASET);
      const active = items.filter(({ status }) => status === "ACTIVE").map(({ id }) => id);
      expect([active.toSorted(), items.length]).toEqual([["r-1", "r-2"], 3]);
      await dialog.getByRole("button", { name: "Done" }).click();
      await pictures(page, "langfuse-suite", () => expectAccessible(page));
    });

    await test.step("disconnect", async () => {
      await page.goto(`${agentPage}/evals`);
      await card.getByRole("button", { name: "Disconnect…" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
      await expect(card.getByRole("button", { name: "Connect Langfuse" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Pull a dataset" })).toHaveCount(0);
      await card.scrollIntoViewIfNeeded();
      await pictures(page, "langfuse-none", () => expectAccessible(page));
    });
  } finally {
    await client.shutdown();
    await langfuse.stop();
  }
});
