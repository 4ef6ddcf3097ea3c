/** axe finds nothing, in any state, in any look; the pictures are kept for people. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

const ANSWER = `A full service costs **89 euros** and takes two days. [1]

| Work | Price |
| --- | --- |
| Full service | 89 euros |
| Puncture | 15 euros |

Repaired bikes can be picked up:

- Tuesday to Friday until 18:30
- Saturday until 18:30

\`\`\`
call ahead
\`\`\``;

test("the widget in every state", async ({ widget, upstream, page }) => {
  test.setTimeout(120_000);
  await upstream.when("service", { answer: { text: ANSWER } });
  await upstream.when("slowly", { answer: { text: numbered(12) }, delayMs: 20, hang: true });
  await upstream.when("break", { answer: { failing: { text: "It begins", message: "no" } } });
  const look = (state: string) => pictures(page, `widget-${state}`, () => expectAccessible(page));

  await page.goto(widget.host.origin);
  await expect(widget.launcher).toBeVisible();
  await look("closed");
  await widget.launcher.click();
  await expect(widget.composer).toBeVisible();
  await look("empty");
  await widget.ask("What does a full service cost?");
  await expect(widget.conversation).toContainText("call ahead");
  await expect(widget.stopButton).toBeHidden();
  await look("answered");
  await widget.citation.click();
  await expect(widget.passage).toBeVisible();
  await look("passage");
  await page.keyboard.press("Escape");
  await widget.ask("Now slowly");
  await expect(widget.conversation).toContainText("word12");
  await look("writing");
  await widget.stopButton.click();
  await expect(widget.conversation.getByText("You stopped this answer.")).toBeVisible();
  await widget.ask("Please break");
  await expect(widget.panel.getByRole("button", { name: "Try again" })).toBeVisible();
  await look("failed");
  await widget.panel.getByRole("button", { name: "Your chats" }).click();
  await expect(widget.panel.getByRole("button", { name: /^Delete “/ })).toBeVisible();
  await look("chats");
});

test("the dashboard's pages", async ({ page, parlor, tenant }) => {
  test.setTimeout(240_000);
  const look = (state: string) => pictures(page, `dashboard-${state}`, () => expectAccessible(page));
  for (const [name, path] of [["landing", "/"], ["signup", "/signup"], ["login", "/login"]] as const) {
    await page.goto(parlor.url + path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await look(name);
  }

  const agent = await tenant.createAgent();
  await tenant.upload(agent, "Repairs.md", "# Repairs\n\nA puncture costs 15 euros.");
  await logIn(page, parlor.url, tenant.account);

  for (const [name, path, settled] of [
    ["home", "", "Juniper Bikes"],
    ["agents", "/agents", "Juniper"],
    ["new-agent", "/agents/new", "New agent"],
    ["prompt", `/agents/${agent}`, "Instructions"],
    ["knowledge", `/agents/${agent}/knowledge`, "Repairs"],
    ["embed", `/agents/${agent}/embed`, "Put it on your website"],
    ["versions", `/agents/${agent}/versions`, "v1"],
    ["keys", "/keys", "Keys"],
    ["conversations", "/conversations", "Conversations"],
    ["conversations-filtered", "/conversations?text=nowhere", "Nothing found"],
    ["settings", "/settings", tenant.account.email],
  ] as const) {
    await page.goto(`${parlor.url}/dashboard${path}`);
    await expect(page.getByText(settled, { exact: false }).filter({ visible: true }).first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await look(name);
  }
});
