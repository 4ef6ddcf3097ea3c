/** The product's main job, from sign-up to a cited answer on a customer's page, through the user interface alone. */
import { randomUUID } from "node:crypto";
import { expect, test } from "../support/test.ts";
import { numbered, Widget } from "../support/widget.ts";

const DOCUMENT = `# Renting

## Prices

A city bike costs 14 euros a day and 70 euros a week. Helmets are free.

## Deposit

The deposit is 50 euros in cash or by card.
`;

test("a tenant signs up, makes an agent, gives it a document and puts it on a page; a visitor gets a cited answer", async ({
  page,
  parlor,
  upstream,
  host,
}) => {
  await upstream.when("How much is a city bike", {
    answer: { text: `A city bike costs 14 euros a day. [1] ${numbered(60)}` },
    delayMs: 40,
  });

  await test.step("sign up", async () => {
    await page.goto(`${parlor.url}/signup`);
    await page.getByLabel("Organization").fill("Juniper Bikes");
    await page.getByLabel("Email").fill(`${randomUUID()}@example.com`);
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Juniper Bikes" })).toBeVisible();
  });

  await test.step("create an agent", async () => {
    await page.goto(`${parlor.url}/dashboard/agents/new`);
    await page.getByLabel("Name").fill("Juniper");
    await page.getByLabel("Instructions").fill("Answer from the shop's documents, briefly.");
    await page.getByRole("button", { name: "Create agent" }).click();
    await page.waitForURL("**/knowledge");
  });

  await test.step("upload a document and wait until it can be searched", async () => {
    await page
      .getByLabel("Choose documents")
      .setInputFiles({ name: "Renting a bike.md", mimeType: "text/markdown", buffer: Buffer.from(DOCUMENT) });
    await expect(page.getByText("Ready", { exact: true })).toBeVisible({ timeout: 20_000 });
  });

  await test.step("copy the snippet into a page on another origin", async () => {
    await page.getByRole("navigation", { name: "Agent" }).getByRole("link", { name: "Embed" }).click();
    await page.getByLabel("Websites").fill(host.origin);
    await page.getByRole("button", { name: "Create snippet" }).click();
    const code = page.locator("code", { hasText: "widget.js" });
    await expect(code).toContainText("data-key=\"pk_live_");
    host.body = await code.innerText();
  });

  const visitor = new Widget(page, host);
  await test.step("ask, and see the answer while it is being written", async () => {
    await visitor.open();
    await visitor.ask("How much is a city bike?");
    await expect(visitor.conversation).toContainText("word3");
    await expect(visitor.stopButton).toBeVisible();
    expect(await visitor.numberedWords()).not.toContain(60);
  });

  await test.step("reload in the middle of it, and see it go on with no word lost or doubled", async () => {
    await page.reload();
    await expect(visitor.conversation).toContainText("word3");
    await visitor.expectWords(60);
    await expect(visitor.stopButton).toBeHidden();
  });

  await test.step("open the passage behind the citation", async () => {
    await visitor.citation.click();
    await expect(visitor.passage).toContainText("Renting a bike");
    await expect(visitor.passage).toContainText("A city bike costs 14 euros a day");
  });

  await test.step("what the model was sent carries the passage", async () => {
    const asked = (await upstream.requests()).find(({ messages }) => messages.at(-1)?.content.includes("How much is a city bike"));
    expect(JSON.stringify(asked)).toContain("70 euros a week");
  });
});
