/** A website is added, its pages become ready, and an answer's citation leads to the page. */
import { once } from "node:events";
import { createServer } from "node:http";
import { snippet } from "../support/host-page.ts";
import { pictures } from "../support/picture.ts";
import { expect, test } from "../support/test.ts";
import { Widget } from "../support/widget.ts";

const PAGES: Record<string, string> = {
  "/": "<title>Juniper Bikes</title><h1>Juniper Bikes</h1><p>Bicycles for everybody.</p><a href='/returns'>Returns</a><a href='/hours?utm_source=home'>Hours</a><a href='/staff'>Staff</a>",
  "/returns": "<title>Returns</title><h1>Returns</h1><p>A bicycle can be returned within 45 days, with its bell.</p>",
  "/hours": "<title>Opening hours</title><h1>Opening hours</h1><p>We are open from Tuesday to Saturday.</p>",
  "/robots.txt": "User-agent: *\nDisallow: /staff\n",
};

test("a website is added, read, followed, cited and deleted", async ({ page, parlor, tenant, upstream, host }) => {
  const site = createServer((request, response) => {
    const body = PAGES[request.url?.split("?")[0] ?? ""];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(body);
  });
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  const address = site.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${String(address.port)}`;
  await upstream.when("How long can I return a bicycle", { answer: { text: "Within 45 days. [1]" } });
  const agent = await tenant.createAgent();
  const key = await tenant.createKey(agent, [host.origin]);
  host.body = snippet(parlor.url, key, agent);

  await test.step("add it", async () => {
    await page.goto(`${parlor.url}/login`);
    await page.getByLabel("Email").fill(tenant.account.email);
    await page.getByLabel("Password").fill(tenant.account.password);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForURL("**/dashboard");
    await page.goto(`${parlor.url}/dashboard/agents/${agent}/knowledge`);
    await page.getByRole("button", { name: "Add a website" }).click();
    await page.getByLabel("Address").fill(url);
    await page.getByText("Limits and paths").click();
    await pictures(page, "website-new");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Add the website" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("watch its pages become ready", async () => {
    await expect(page.getByRole("button", { name: "3 pages" })).toBeVisible({ timeout: 60_000 });
    await page.getByRole("button", { name: "3 pages" }).click();
    const pages = page.getByRole("dialog");
    await expect(pages.getByText("Ready", { exact: true })).toHaveCount(3);
    await expect(pages.getByText("The site's robots.txt does not allow it to be read.")).toBeVisible();
    await pictures(page, "website-pages");
    await page.keyboard.press("Escape");
    await pictures(page, "website");
    await page.getByRole("button", { name: /^Actions for 127/ }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    await page.getByRole("button", { name: "Show changes" }).click();
    await expect(page.getByRole("dialog").getByText("New", { exact: true })).toHaveCount(3);
    await pictures(page, "website-history");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step("ask, and follow the citation", async () => {
    const visitor = new Widget(page, host);
    await visitor.open();
    await visitor.ask("How long can I return a bicycle?");
    await visitor.citation.click();
    await expect(visitor.passage.getByRole("link", { name: "Returns" })).toHaveAttribute("href", `${url}/returns`);
    await expect(visitor.passage.locator("mark")).toContainText("45 days");
  });

  await test.step("delete it", async () => {
    await page.goto(`${parlor.url}/dashboard/agents/${agent}/knowledge`);
    await page.getByRole("button", { name: /^Actions for 127/ }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await page.getByRole("button", { name: "Delete website" }).click();
    await expect(page.getByText("None yet. The agent can read a page")).toBeVisible();
  });
  site.closeAllConnections();
  site.close();
});
