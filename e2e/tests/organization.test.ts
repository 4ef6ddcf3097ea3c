/** Members: invited by a link, in another browser; what each role may do; what the record says of it; where somebody is signed in. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";

test("somebody is invited by link, may do what their role says, and the record tells it", async ({ page, parlor, tenant, browser }) => {
  test.setTimeout(300_000);
  const look = (of: typeof page, state: string) => pictures(of, `dashboard-${state}`, () => expectAccessible(of));
  const bob = await (await browser.newContext()).newPage();
  await logIn(page, parlor.url, tenant.account);
  await page.goto(`${parlor.url}/dashboard/members`);

  const link = await test.step("the owner gets a link to pass on", async () => {
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Email").fill("bob@example.com");
    await dialog.getByLabel("Role").selectOption("viewer");
    await dialog.getByRole("button", { name: "Create invitation" }).click();
    const code = dialog.locator("code");
    await expect(code).toContainText("/invitation#");
    await look(page, "invitation-link");
    const text = await code.innerText();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("bob@example.com")).toBeVisible();
    return text.trim();
  });

  await test.step("the invited person joins in another browser", async () => {
    await bob.goto(link);
    await bob.getByLabel("Name").fill("Bob");
    await look(bob, "invitation");
    await bob.getByLabel("Choose a password").fill("correct horse battery");
    await bob.getByRole("button", { name: "Join Juniper Bikes" }).click();
    await bob.waitForURL("**/dashboard");
    const again = await (await browser.newContext()).newPage();
    await again.goto(link);
    await expect(again.getByText("was used or has expired")).toBeVisible();
    await again.context().close();
  });

  const create = async (name: string) => {
    await bob.goto(`${parlor.url}/dashboard/agents/new`);
    await bob.getByLabel("Name", { exact: true }).fill(name);
    await bob.getByLabel("Instructions").fill("Answer from the documents.");
    await bob.getByRole("button", { name: "Create agent" }).click();
  };

  await test.step("a viewer sees and cannot change", async () => {
    await bob.goto(`${parlor.url}/dashboard/members`);
    await expect(bob.getByText(tenant.account.email).first()).toBeVisible();
    await expect(bob.getByRole("button", { name: "Invite", exact: true })).toBeHidden();
    await expect(bob.getByRole("link", { name: "Audit log" })).toBeHidden();
    await create("Bob's first");
    await expect(bob.getByText("This needs the role member or above.").first()).toBeVisible();
  });

  await test.step("another role acts at once", async () => {
    await page.goto(`${parlor.url}/dashboard/members`);
    await look(page, "members");
    await page.getByLabel("Role of Bob").selectOption("member");
    await expect(page.getByText("Bob was changed")).toBeVisible();
    await create("Bob's second");
    await bob.waitForURL(/agents\/agt_/);
  });

  await test.step("the record shows who did it, before and after", async () => {
    await page.goto(`${parlor.url}/dashboard/audit`);
    await expect(page.getByText("bob@example.com").first()).toBeVisible();
    const change = page.locator("details", { hasText: "member role" }).first();
    await change.locator("summary").click();
    await expect(change).toContainText("− viewer");
    await expect(change).toContainText("+ member");
    await look(page, "audit");
    await page.getByLabel("What").selectOption("agent");
    await expect(page).toHaveURL(/action=agent/);
    await expect(page.getByText("member role")).toBeHidden();
  });

  await test.step("somebody has another organization, and goes between them", async () => {
    await bob.getByRole("button", { name: /Juniper Bikes/ }).first().click();
    await bob.getByRole("menuitem", { name: "New organization…" }).click();
    await bob.getByRole("dialog").getByLabel("Name").fill("Bob & Sons");
    await bob.getByRole("button", { name: "Create organization" }).click();
    await bob.getByRole("button", { name: /Bob & Sons/ }).first().click();
    await bob.getByRole("menuitem", { name: "Switch to Juniper Bikes" }).click();
    await expect(bob.getByRole("button", { name: /Juniper Bikes/ }).first()).toBeVisible();
    await bob.goto(`${parlor.url}/dashboard/account`);
    await expect(bob.getByText("This one")).toBeVisible();
    await look(bob, "account");
    await bob.goto(`${parlor.url}/dashboard/settings`);
    await look(bob, "settings");
  });

  await test.step("who is removed is out", async () => {
    await page.goto(`${parlor.url}/dashboard/members`);
    await page.getByRole("button", { name: "Actions for Bob" }).click();
    await page.getByRole("menuitem", { name: "Remove…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("Bob was removed")).toBeVisible();
    await bob.goto(`${parlor.url}/dashboard/agents`);
    await bob.waitForURL("**/login**");
  });
});
