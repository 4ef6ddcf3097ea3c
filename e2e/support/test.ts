/** The test function with everything that runs: one server, model and tenant for all tests, one host page for each. */
import { test as base } from "@playwright/test";
import { HostPage, snippet } from "./host-page.ts";
import { Parlor } from "./parlor.ts";
import { Tenant } from "./tenant.ts";
import { Upstream } from "./upstream.ts";
import { Widget } from "./widget.ts";

interface Each {
  host: HostPage;
  /** A host page with a fresh agent's widget in it, not yet opened by the browser. */
  widget: Widget;
}

interface Shared {
  upstream: Upstream;
  parlor: Parlor;
  /** One for all tests of a worker: signing up is limited. Each test makes its own agent. */
  tenant: Tenant;
}

export const test = base.extend<Each, Shared>({
  upstream: [
    async ({}, use) => {
      const upstream = await Upstream.start();
      await use(upstream);
      await upstream.stop();
    },
    { scope: "worker" },
  ],
  parlor: [
    async ({ upstream }, use) => {
      const parlor = await Parlor.start({
        PARLOR_LLM_BASE_URL: upstream.baseUrl,
        PARLOR_LLM_MODEL: "scripted/model",
        // Tenants' servers and websites stand on this machine here.
        PARLOR_EGRESS_ALLOW: "127.0.0.1",
        PARLOR_CRAWL_DELAY_MS: "20",
      });
      await use(parlor);
      await parlor.stop();
    },
    { scope: "worker" },
  ],
  tenant: [
    async ({ parlor }, use) => {
      await use(await Tenant.signUp(parlor.url));
    },
    { scope: "worker" },
  ],
  host: async ({}, use) => {
    const host = await HostPage.start();
    await use(host);
    await host.stop();
  },
  widget: async ({ page, parlor, tenant, host }, use) => {
    const agent = await tenant.createAgent();
    await tenant.upload(agent, "Repairs.md", DOCUMENT);
    const key = await tenant.createKey(agent, [host.origin]);
    host.body = snippet(parlor.url, key, agent);
    await use(new Widget(page, host));
  },
});

export { expect } from "@playwright/test";

const DOCUMENT = `# Repairs

## Prices

A full service costs 89 euros and takes two days. A puncture is repaired for 15 euros while you wait.

## Pick-up

Repaired bikes can be picked up Tuesday to Saturday until 18:30.
`;
