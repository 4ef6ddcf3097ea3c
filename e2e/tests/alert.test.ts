/** After a publication visitors like the answers less: members are told, and go back. */
import { expectAccessible } from "../support/axe.ts";
import { logIn } from "../support/dashboard.ts";
import { Parlor } from "../support/parlor.ts";
import { pictures } from "../support/picture.ts";
import { Tenant } from "../support/tenant.ts";
import { expect, test } from "../support/test.ts";

test("a fall of feedback after publishing raises an alert that leads back", async ({ page }) => {
  test.slow();
  const parlor = await Parlor.start({ PARLOR_EVAL_FEEDBACK_SECONDS: "1", PARLOR_RATE_LIMITS: "off" });
  const tenant = await Tenant.signUp(parlor.url);
  const agent = await tenant.createAgent();
  const key = await tenant.createSecretKey();
  await logIn(page, parlor.url, tenant.account);

  await rate(parlor.url, agent, key, "up");
  await page.goto(`${parlor.url}/dashboard/agents/${agent}`);
  await page.getByLabel("System prompt").fill("Be curt.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Live v2")).toBeVisible();
  await rate(parlor.url, agent, key, "down");

  const alert = page.getByRole("region", { name: "Alert" });
  await test.step("it is there without a reload, and in the list", async () => {
    await expect(alert).toContainText("Visitors like version 2 less", { timeout: 20_000 });
    await expect(alert).toContainText("0 of 12 rated answers found helpful");
    await pictures(page, "alert", () => expectAccessible(page));
    await page.goto(`${parlor.url}/dashboard/agents`);
    await expect(page.getByText("Alert", { exact: true })).toBeVisible();
    await pictures(page, "alert-list", () => expectAccessible(page));
  });
  await test.step("the way back", async () => {
    await page.goto(`${parlor.url}/dashboard/agents/${agent}`);
    await alert.getByRole("button", { name: "Roll back to version 1" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Roll back" }).click();
    await expect(page.getByText("Live v3")).toBeVisible();
    await expect(alert).toBeHidden();
  });
  await parlor.stop();
});

/** Twelve answers to a visitor, each rated. */
async function rate(url: string, agent: string, key: string, rating: "up" | "down"): Promise<void> {
  const call = async (method: string, path: string, body: unknown): Promise<Response> => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", "x-parlor-visitor": "ann" };
    const answer = await fetch(`${url}/api/${path}?agent=${agent}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`);
    return answer;
  };
  const { id } = (await (await call("POST", "chats", {})).json()) as { id: string };
  for (let n = 0; n < 12; n += 1) {
    const said = await (await call("POST", `chats/${id}/messages`, { content: "How much?" })).text();
    const message = /"messageId":"(msg_[0-9a-f]+)"/.exec(said)?.[1];
    await call("PUT", `messages/${message ?? "none"}/feedback`, { rating });
  }
}
