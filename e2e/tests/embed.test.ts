/** From the dashboard to a page: every way that it offers works as it stands. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";
import { Widget } from "../support/widget.ts";

test("what the dashboard offers to copy works where it is pasted, and the dashboard sees it", async ({ page, parlor, tenant, host, context, upstream }) => {
  test.setTimeout(120_000);
  await upstream.when("pasted", { answer: { text: "Pasted well." } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: parlor.url });
  const agent = await tenant.createAgent();
  await logIn(page, parlor.url, tenant.account);
  await page.goto(`${parlor.url}/dashboard/agents/${agent}/embed`);
  await page.getByLabel("Websites").fill(host.origin);
  await page.getByRole("checkbox", { name: /page of its own/ }).check();
  await page.getByRole("button", { name: "Create snippet" }).click();

  const copied = async (way: string) => {
    await page.getByRole("tab", { name: way }).click();
    await page.getByRole("button", { name: "Copy" }).filter({ visible: true }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const chatsOn = async (shop: Page) => {
    const visitor = new Widget(shop, host);
    await visitor.ask("Is it pasted?");
    await expect(visitor.conversation).toContainText("Pasted well.");
    await shop.close();
  };

  await test.step("inline", async () => {
    host.body = await copied("Inline");
    await pictures(page, "dashboard-embed-inline", () => expectAccessible(page));
    const shop = await context.newPage();
    await shop.goto(host.origin);
    await chatsOn(shop);
    await expect(page.getByText(/^Seen/)).toBeVisible({ timeout: 15_000 });
  });

  await test.step("HTML", async () => {
    host.body = await copied("HTML");
    const shop = await context.newPage();
    await shop.goto(host.origin);
    await new Widget(shop, host).launcher.click();
    await chatsOn(shop);
  });

  await test.step("link", async () => {
    const shop = await context.newPage();
    await shop.goto(await copied("Link"));
    await chatsOn(shop);
  });
});
