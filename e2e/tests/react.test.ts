/** `@parlor/react`, as it is published, in an application built with React. */
import path from "node:path";
import { type AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { build, preview, type PreviewServer } from "vite";
import { expect, test } from "../support/test.ts";
import { Widget } from "../support/widget.ts";

const ROOT = path.resolve(import.meta.dirname, "../fixtures/react-app");
const OUT = path.resolve(import.meta.dirname, "../artifacts/react-app");

let server: PreviewServer;
let origin: string;

test.beforeAll(async () => {
  const config = { configFile: false, root: ROOT, logLevel: "error", build: { outDir: OUT, emptyOutDir: true } } as const;
  await build(config);
  server = await preview({ ...config, preview: { host: "127.0.0.1", port: 0, headers: { "content-security-policy": "require-trusted-types-for 'script'; trusted-types parlor" } } });
  origin = `http://localhost:${String((server.httpServer.address() as AddressInfo).port)}`;
});

test.afterAll(() => server.close());

const log = (page: Page) => page.getByRole("status");

test("<ParlorChat> shows the chat in its place, follows its props and tells what happens", async ({ tenant, parlor, upstream, host, page }) => {
  await upstream.when("Sent by React", { answer: { text: "Read in the page." } });
  const agent = await tenant.createAgent();
  const key = await tenant.createKey(agent, [origin]);
  await page.goto(`${origin}/?${new URLSearchParams({ server: parlor.url, key, agent, inline: "" }).toString()}`);
  const { panel, conversation } = new Widget(page, host);
  await expect(panel.getByPlaceholder("From React")).toBeVisible();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(conversation).toContainText("Read in the page.");
  await expect(log(page)).toHaveText("ready\nasked: Sent by React\nanswered: Read in the page.");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(panel.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(conversation).toContainText("Read in the page.");
  await page.getByRole("button", { name: "Toggle" }).click();
  await expect(page.locator("iframe")).toHaveCount(0);
  await page.getByRole("button", { name: "Toggle" }).click();
  await expect(conversation).toContainText("Read in the page.");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(conversation).not.toContainText("Read in the page.");
});

test("<ParlorLauncher> comes and goes with the component", async ({ tenant, parlor, upstream, host, page }) => {
  await upstream.when("Sent by React", { answer: { text: "Read in the corner." } });
  const agent = await tenant.createAgent();
  const key = await tenant.createKey(agent, [origin]);
  await page.goto(`${origin}/?${new URLSearchParams({ server: parlor.url, key, agent }).toString()}`);
  const { launcher, panel, conversation } = new Widget(page, host);
  await expect(launcher).toHaveCount(1);
  expect((await launcher.boundingBox())?.x).toBeGreaterThan(100);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(conversation).toContainText("Read in the corner.");
  await expect(panel.getByPlaceholder("From React")).toBeVisible();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(panel.locator("html")).toHaveAttribute("data-theme", "dark");
  await launcher.click();
  await expect(log(page)).toHaveText("ready\nopened\nasked: Sent by React\nanswered: Read in the corner.\nclosed");
  await page.getByRole("button", { name: "Toggle" }).click();
  await expect(launcher).toHaveCount(0);
  await page.getByRole("button", { name: "Toggle" }).click();
  await expect(launcher).toHaveCount(1);
});
