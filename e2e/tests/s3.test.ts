/** Uploads in a bucket: what is stored there is read from there, and deleting really deletes. */
import { expect, test } from "@playwright/test";
import { Parlor } from "../support/parlor.ts";
import { until } from "../support/processes.ts";
import { Bucket } from "../support/s3.ts";
import { Tenant } from "../support/tenant.ts";

test("documents live in an S3 bucket, and leave nothing there when they are deleted", async () => {
  test.setTimeout(180_000);
  const bucket = await Bucket.start();
  const parlor = await Parlor.start(bucket.environment);
  try {
    const tenant = await Tenant.signUp(parlor.url);
    const agent = await tenant.createAgent();
    const kept = await tenant.upload(agent, "Kept.md", "# Hours\n\nOpen from Tuesday to Saturday.");
    const gone = await tenant.upload(agent, "Gone.md", "# Returns\n\nA bicycle can be returned within 45 days.");
    const names = await bucket.names();
    expect(names).toHaveLength(2);
    expect(names.every((name) => name.startsWith("parlor/"))).toBe(true);
    expect(names.filter((name) => name.endsWith(gone))).toHaveLength(1);
    const found = async () => (await tenant.post<{ results: { documentId: string }[] }>(`agents/${agent}/retrieve`, { query: "bicycle returned", threshold: 0 })).results.map((result) => result.documentId);
    expect(await found()).toContain(gone);

    // Read once more, from the bucket.
    await tenant.post(`documents/${gone}/reprocess`, {});
    await until(30, () => parlor.log(), async () => {
      const { status } = await tenant.send<{ status: string }>("GET", `documents/${gone}`);
      return status === "ready" ? true : undefined;
    });

    await tenant.send("DELETE", `documents/${gone}`);
    expect(await found()).not.toContain(gone);
    await expect(tenant.send("GET", `documents/${gone}/chunks`)).rejects.toThrow("404");
    await expect.poll(() => bucket.names(), { timeout: 30_000 }).toEqual(names.filter((name) => name.endsWith(kept)));

    await tenant.send("DELETE", `agents/${agent}`);
    await expect.poll(() => bucket.names(), { timeout: 30_000 }).toEqual([]);
  } finally {
    await parlor.stop();
    await bucket.stop();
  }
});
