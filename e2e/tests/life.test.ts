/** From life to test: what visitors did not like, or nobody could answer, becomes cases; cases are run. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";
import { Widget } from "../support/widget.ts";

test("a disliked answer becomes a test case, is run and found in its suite", async ({ page, parlor, tenant, widget, upstream, context }) => {
  test.setTimeout(240_000);
  await upstream.when("full service of a tandem", { answer: { text: "A full service costs 12 euros. [1]" } });
  await upstream.when("Phobos", { answer: { text: "I do not know." } });
  const shop = await context.newPage();
  const visitor = new Widget(shop, widget.host);

  await test.step("a visitor does not like an answer", async () => {
    await visitor.open();
    await visitor.ask("What does a full service of a tandem cost?");
    await expect(visitor.conversation).toContainText("12 euros");
    await visitor.panel.getByRole("button", { name: "Poor answer" }).click();
    await visitor.ask("Do you ship to Phobos?");
    await expect(visitor.conversation).toContainText("I do not know");
    await shop.close();
  });

  await test.step("a member saves it as a case, with what would have been right", async () => {
    await logIn(page, parlor.url, tenant.account);
    await page.goto(`${parlor.url}/dashboard/conversations?rating=down`);
    await page.getByRole("link", { name: /What does a full service of a tandem cost/ }).click();
    await page.getByRole("button", { name: "Save as test case" }).first().click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("nothing of it is expected");
    await expect(dialog.getByLabel("It must cite")).toHaveValue("");
    await dialog.getByLabel("What would have been right").fill("A full service costs 89 euros.");
    await dialog.getByLabel("The answer must contain").fill("89 euros");
    await pictures(page, "life-dialog", () => expectAccessible(page));
    await dialog.getByRole("button", { name: "Save case" }).click();
    await expect(page.getByText("is a test case now")).toBeVisible();
    // Once is enough: the second time it is recognised.
    await page.getByRole("button", { name: "Save as test case" }).first().click();
    await dialog.getByLabel("What would have been right").fill("Other");
    await dialog.getByRole("button", { name: "Save case" }).click();
    await expect(dialog.getByRole("alert")).toContainText("already the case");
    await page.keyboard.press("Escape");
    await pictures(page, "life-transcript", () => expectAccessible(page));
  });

  await test.step("it is in the suite, and is run", async () => {
    await page.getByRole("link", { name: /Test case What does a full service of a tandem cost/ }).click();
    await page.waitForURL("**/evals/suites/**");
    await page.getByRole("button", { name: /What does a full service of a tandem cost/ }).first().click();
    await expect(page.getByRole("dialog").getByLabel("A good answer")).toHaveValue("A full service costs 89 euros.");
    await expect(page.getByRole("dialog").getByRole("link", { name: "a conversation" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "← Evals" }).click();
    await page.getByRole("button", { name: "Run the draft" }).click();
    await expect(page.getByText("Below the bar")).toBeVisible({ timeout: 20_000 });
  });

  await test.step("a suite is changed in forms, and what is wrong is said where it is wrong", async () => {
    await page.getByRole("link", { name: "From conversations" }).first().click();
    await page.waitForURL("**/evals/suites/**");
    await page.getByRole("button", { name: "Change…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Lived");
    await dialog.getByLabel("Cases that must pass, %").fill("50");
    await dialog.getByRole("button", { name: "Add a check" }).click();
    await dialog.getByLabel("Check 1", { exact: true }).selectOption("rubric");
    await dialog.getByRole("button", { name: "Save suite" }).click();
    await expect(dialog.getByRole("alert")).toContainText("“What makes an answer good” is missing.");
    await dialog.getByLabel("What makes an answer good").fill("It names a price.");
    await dialog.getByLabel("Times the model is asked").fill("99");
    await dialog.getByRole("button", { name: "Save suite" }).click();
    await expect(dialog.getByRole("alert")).toContainText("`votes` must be 1 to 9");
    await dialog.getByLabel("Times the model is asked").fill("2");
    await pictures(page, "life-suite-form", () => expectAccessible(page));
    await dialog.getByRole("button", { name: "Save suite" }).click();
    await expect(page.getByRole("heading", { name: "Lived" })).toBeVisible();
    await page.getByRole("button", { name: /What does a full service of a tandem cost/ }).first().click();
    await dialog.getByRole("button", { name: "Add a message" }).click();
    await dialog.getByLabel("Message 1", { exact: true }).fill("Hello");
    await dialog.getByLabel("Tags").fill("from-life, disliked, prices");
    await pictures(page, "life-case-form", () => expectAccessible(page));
    await dialog.getByRole("button", { name: "Save case" }).click();
    await expect(page.getByText("from-life · disliked · prices")).toBeVisible();
  });

  await test.step("a judge's word is checked by a person, and the trend grows", async () => {
    await upstream.when("<answer>", { answer: { text: '{"reasoning": "It names 12 euros.", "score": 0.9}' } });
    await page.getByRole("link", { name: "← Evals" }).click();
    await page.getByRole("button", { name: "Run the draft" }).click();
    await expect(page.getByText("Below the bar")).toHaveCount(2, { timeout: 20_000 });
    await page.getByRole("link", { name: /^Draft/ }).first().click();
    await page.getByRole("button", { name: /What does a full service of a tandem cost/ }).click();
    await expect(page.getByRole("dialog")).toContainText("It names 12 euros.");
    await pictures(page, "life-result", () => expectAccessible(page));
    await page.keyboard.press("Escape");
    await page.goBack();
    await page.getByRole("link", { name: "Lived" }).first().click();
    await expect(page.getByText("The last 2 runs")).toBeVisible();
    await page.getByText("As a table").click();
    await page.getByText("What the judge said").click();
    await expect(page.getByText("0.9: It names 12 euros.").first()).toBeVisible();
    await pictures(page, "life-suite", () => expectAccessible(page));
    await page.getByLabel("Note").fill("12 is not 89.");
    await page.getByRole("button", { name: "It does not" }).click();
    const agreement = page.getByRole("region", { name: "Agreement of judges and people" });
    await expect(agreement.getByRole("row", { name: /rubric/ })).toContainText("0 %");
    await expect(page.getByText("Everything that was judged is labelled.")).toBeVisible();
    await pictures(page, "life-labels", () => expectAccessible(page));
  });

  await test.step("questions that nobody could answer are proposed", async () => {
    await page.goto(`${parlor.url}/dashboard/insight`);
    await page.getByLabel("Agent").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Make test cases of “Do you ship to Phobos?”" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByLabel("Question 1")).toHaveValue("Do you ship to Phobos?");
    await dialog.getByLabel("What is expected").selectOption("declined");
    await pictures(page, "life-questions", () => expectAccessible(page));
    await dialog.getByRole("button", { name: "Save cases" }).click();
    await expect(page.getByText("1 test case saved")).toBeVisible();
  });
});
