/** What came of conversations, in numbers, and from an unanswered question to its answer. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";

test("a question that was not answered is counted, and answered from the report", async ({ page, parlor, tenant, widget, upstream }) => {
  test.setTimeout(240_000);
  await upstream.when("Mars", { answer: { text: "I do not know." } });
  await widget.open();
  await widget.ask("Do you ship to Mars?");
  await expect(widget.conversation).toContainText("I do not know");

  await logIn(page, parlor.url, tenant.account);
  await page.goto(`${parlor.url}/dashboard/insight`);
  await expect(page.getByText("Do you ship to Mars?").first()).toBeVisible();
  await page.getByLabel("Agent").selectOption({ index: 1 });
  await expect(page).toHaveURL(/agent=agt_/);
  await page.getByText("As a table").first().click();
  await expect(page.getByRole("region", { name: "Questions as a table" })).toBeVisible();
  await pictures(page, "dashboard-insight", () => expectAccessible(page));
  await page.getByRole("button", { name: "Write the answer to “Do you ship to Mars?”" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Question")).toHaveValue("Do you ship to Mars?");
  await dialog.getByLabel("Answer").fill("No, only to Earth.");
  await dialog.getByRole("button", { name: "Add the answer" }).click();
  await expect(page.getByText("The answer was added")).toBeVisible();
});
