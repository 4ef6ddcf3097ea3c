/** Documents of five kinds, dropped at once: each shows how it fares, and an answer's citation opens the passage. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { snippet } from "../support/host-page.ts";
import { BINARIES } from "../support/processes.ts";
import { expect, test } from "../support/test.ts";
import { Widget } from "../support/widget.ts";

const KINDS = ["pdf", "docx", "xlsx", "pptx", "csv"];

test("five files of five kinds are dropped at once, become ready, and are cited", async ({ page, parlor, tenant, upstream, host }) => {
  await upstream.when("How is plant 34 watered", { answer: { text: "On day 3 of month 1. [1]" } });
  const agent = await tenant.createAgent();
  const key = await tenant.createKey(agent, [host.origin]);
  host.body = snippet(parlor.url, key, agent);
  const folder = await mkdtemp(path.join(tmpdir(), "documents-"));
  await promisify(execFile)(path.join(BINARIES, "documents"), [folder, "--pages", "2"]);
  const files = await Promise.all(
    KINDS.map(async (kind) => ({ name: `Garden diary.${kind}`, bytes: (await readFile(path.join(folder, `sample.${kind}`))).toString("base64") })),
  );
  await rm(folder, { recursive: true });

  await test.step("drop them, with one that cannot be read", async () => {
    await page.goto(`${parlor.url}/login`);
    await page.getByLabel("Email").fill(tenant.account.email);
    await page.getByLabel("Password").fill(tenant.account.password);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForURL("**/dashboard");
    await page.goto(`${parlor.url}/dashboard/agents/${agent}/knowledge`);
    const zone = page.getByRole("group", { name: "Upload documents" });
    const dropped = await page.evaluateHandle((files) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of files) {
        transfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
      }
      return transfer;
    }, [...files, { name: "photo.png", bytes: "iVBORw0KGgo=" }]);
    await zone.dispatchEvent("drop", { dataTransfer: dropped });
    await expect(page.getByRole("alert")).toContainText("photo.png");
  });

  await test.step("watch them become ready", async () => {
    await expect(page.getByText("Ready", { exact: true })).toHaveCount(KINDS.length, { timeout: 60_000 });
    await expect(page.getByText("2 pages")).toHaveCount(2);
  });

  await test.step("ask, and open the passage behind the citation", async () => {
    const visitor = new Widget(page, host);
    await visitor.open();
    await visitor.ask("How is plant 34 watered on day 3 of month 1?");
    await visitor.citation.click();
    await expect(visitor.passage).toContainText("Garden diary");
    // The diary's days are much alike: which of them is thought the best passage is not what is tested here.
    await expect(visitor.passage.locator("mark")).not.toBeEmpty();
    await expect(visitor.passage).toContainText(/On day \d+ of month 1 the gardener waters plant \d+/);
  });
});
