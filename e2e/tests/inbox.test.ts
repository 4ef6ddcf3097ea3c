/** What members do with conversations: find one, read it with its sources, label it, note something, and see it change live. */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";
import { Widget } from "../support/widget.ts";

test("a conversation appears live, is found, read, labelled, annotated and erased", async ({ page, parlor, tenant, widget, upstream, context }) => {
  test.setTimeout(240_000);
  await upstream.when("full service", { answer: { text: "A full service costs 89 euros. [1]" } });
  await upstream.when("Mars", { answer: { text: "I do not know." } });
  const look = (state: string) => pictures(page, `dashboard-${state}`, () => expectAccessible(page));

  await logIn(page, parlor.url, tenant.account);
  await page.goto(`${parlor.url}/dashboard/conversations`);
  await page.getByRole("heading", { name: "Conversations", exact: true }).waitFor();

  const shop = await context.newPage();
  const visitor = new Widget(shop, widget.host);
  await test.step("a visitor writes, and the open inbox shows it without a reload", async () => {
    await visitor.open();
    await visitor.ask("What does a full service in winter cost?");
    await expect(visitor.conversation).toContainText("89 euros");
    await page.bringToFront();
    await expect(page.getByRole("link", { name: /What does a full service in winter cost/ })).toBeVisible();
    await visitor.ask("Do you ship to Mars?");
    await expect(visitor.conversation).toContainText("I do not know");
    await expect(page.getByText("Unanswered", { exact: true }).first()).toBeVisible();
  });

  await test.step("search and filters stand in the address", async () => {
    await page.getByLabel("Search conversations").fill("89 EUROS");
    await expect(page).toHaveURL(/text=89/);
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByLabel("With a question that no document answered").check();
    await expect(page).toHaveURL(/unanswered=true/);
    await expect(page.getByRole("link", { name: /What does a full service in winter cost/ })).toBeVisible();
    await look("inbox");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(page).not.toHaveURL(/text=/);
  });

  await test.step("the transcript shows the passage, takes labels and notes", async () => {
    await page.getByRole("link", { name: /What does a full service in winter cost/ }).click();
    await page.getByRole("list", { name: "Sources" }).getByText("Repairs").first().click();
    await expect(page.locator("blockquote")).toContainText("full service costs 89 euros");
    await page.getByLabel("New label").fill("pricing");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("button", { name: "Remove pricing" })).toBeVisible();
    await page.getByLabel("New note").fill("Called back");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(page.getByText("Called back", { exact: true })).toBeVisible();
    await look("conversation");
  });

  await test.step("erase", async () => {
    await page.getByRole("button", { name: "Erase…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Erase" }).click();
    await page.waitForURL("**/dashboard/conversations");
    await expect(page.getByRole("link", { name: /What does a full service in winter cost/ })).toBeHidden();
  });

  await test.step("a visitor is forgotten, and can begin anew", async () => {
    await shop.bringToFront();
    await visitor.ask("A full service, please");
    await expect(visitor.conversation).toContainText("89 euros");
    await page.bringToFront();
    await page.getByRole("link", { name: /A full service, please/ }).click();
    const file = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download all they said" }).click();
    expect(await readFile(await (await file).path(), "utf8")).toContain("A full service, please");
    await page.getByRole("button", { name: "Erase visitor…" }).click();
    await look("erase-visitor");
    await page.getByRole("alertdialog").getByRole("button", { name: "Erase" }).click();
    await page.waitForURL("**/dashboard/conversations");
    await expect(page.getByRole("link", { name: /A full service, please/ })).toBeHidden();
    await shop.bringToFront();
    await shop.reload();
    await visitor.ask("Once more, a full service");
    await expect(visitor.conversation).toContainText("Once more, a full service");
    await page.bringToFront();
    await expect(page.getByRole("link", { name: /Once more, a full service/ })).toBeVisible();
  });
});
