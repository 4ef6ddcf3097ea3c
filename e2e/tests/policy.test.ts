/** Parlor's pages hold under strict content security policies, their own and those of a customer's page. */
import { snippet } from "../support/host-page.ts";
import { expect, test } from "../support/test.ts";
import { numbered } from "../support/widget.ts";

test("the widget works on a page that allows nothing inline", async ({ widget, parlor, upstream, page }) => {
  widget.host.policy =
    `default-src 'none'; script-src ${parlor.url}; connect-src ${parlor.url}; frame-src ${parlor.url}; ` +
    `style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'`;
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/content security policy|trusted type/i.test(message.text())) violations.push(message.text());
  });
  await upstream.when("strict", { answer: { text: numbered(5) } });
  await widget.open();
  await widget.ask("strict");
  await widget.expectWords(5);
  expect(violations).toEqual([]);
});

test("no page of Parlor breaks its own policy", async ({ parlor, page }) => {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/content security policy|trusted type/i.test(message.text())) violations.push(message.text());
  });
  for (const path of ["/", "/login", "/signup"]) {
    const answer = await page.goto(parlor.url + path);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy, path).not.toContain("unsafe");
    expect(policy, path).toContain("default-src");
    expect(policy, path).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    await expect(page.getByRole("heading").first()).toBeVisible();
  }
  expect(violations).toEqual([]);
});

test("a page on an origin that the key does not allow gets no chat", async ({ widget, tenant, parlor, page }) => {
  const agent = await tenant.createAgent();
  const key = await tenant.createKey(agent, ["https://elsewhere.example"]);
  widget.host.body = snippet(parlor.url, key, agent);
  const headers = { authorization: `Bearer ${key}`, origin: widget.host.origin, "content-type": "application/json" };
  const refused = await fetch(`${parlor.url}/api/session?agent=${agent}`, { method: "POST", headers, body: "{}" });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "origin_not_allowed" });

  await page.goto(widget.host.origin);
  await widget.launcher.click();
  await expect(widget.panel.getByRole("alert")).toBeVisible();
  await expect(widget.composer).toBeHidden();
});
