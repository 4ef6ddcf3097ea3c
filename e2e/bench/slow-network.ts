/**
 * What the widget costs on a slow line ("slow 4G": 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up): how long the
 * customer's page takes to load with and without it, and how long a visitor who opens the chat waits until they can write
 * and until the agent has greeted them.
 *
 * `node e2e/bench/slow-network.ts` with the Node of `node_modules`, after `cargo xtask web`, `cargo build -p parlor` and
 * `cargo build -p testkit`. Prints figures and judges nothing.
 */
import { chromium, type Page } from "@playwright/test";
import { HostPage, snippet } from "../support/host-page.ts";
import { Parlor } from "../support/parlor.ts";
import { Tenant } from "../support/tenant.ts";
import { Widget } from "../support/widget.ts";

const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) | 0, uploadThroughput: (750e3 / 8) | 0 };
const RUNS = 5;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const parlor = await Parlor.start();
const host = await HostPage.start();
// In one process, so that the brake on the page's network is one on the panel's too.
const browser = await chromium.launch({
  executablePath: process.env.PARLOR_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-site-isolation-trials", "--disable-features=IsolateOrigins,site-per-process"],
});

/** A page of a browser that has never been here. */
async function freshly(act: (page: Page) => Promise<number>): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
  const result = await act(page);
  await context.close();
  return result;
}

async function repeatedly(act: (page: Page) => Promise<number>): Promise<number> {
  const results: number[] = [];
  for (let run = 0; run < RUNS; run += 1) results.push(await freshly(act));
  return median(results);
}

const load = (page: Page) =>
  page.goto(host.origin).then(() => page.evaluate(() => performance.getEntriesByType("navigation").map((entry) => (entry as PerformanceNavigationTiming).domContentLoadedEventEnd)[0] ?? 0));

/** Milliseconds from the click until `seen`; `interest` is how long the pointer rests on the button before. */
const opening = (interest: number, seen: (widget: Widget) => Promise<void>) => async (page: Page) => {
  const widget = new Widget(page, host);
  await page.goto(host.origin);
  await widget.launcher.waitFor();
  if (interest > 0) await widget.launcher.hover();
  await page.waitForTimeout(interest);
  const start = performance.now();
  await widget.launcher.click();
  await seen(widget);
  return performance.now() - start;
};
const writable = (widget: Widget) => widget.composer.waitFor();
const greeted = (widget: Widget) => widget.panel.getByText("How can I help?").waitFor();

try {
  const tenant = await Tenant.signUp(parlor.url);
  const agent = await tenant.createAgent();
  const key = await tenant.createKey(agent, [host.origin]);
  const without = await repeatedly(load);
  host.body = snippet(parlor.url, key, agent);
  console.log(`the customer's page is ready after ${without.toFixed(0)} ms without the widget, ${(await repeatedly(load)).toFixed(0)} ms with it`);
  for (const [name, interest] of [["at once", 0], ["after resting on the button for 500 ms", 500]] as const) {
    const write = await repeatedly(opening(interest, writable));
    const greet = await repeatedly(opening(interest, greeted));
    console.log(`opened ${name}: the visitor can write after ${write.toFixed(0)} ms, is greeted after ${greet.toFixed(0)} ms`);
  }
} finally {
  await browser.close();
  await host.stop();
  await parlor.stop();
}
