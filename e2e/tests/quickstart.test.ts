/** The commands of docs/quickstart.md, in order, in one shell, against a server without a model. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { Parlor } from "../support/parlor.ts";

const GUIDE = path.resolve(import.meta.dirname, "../../docs/quickstart.md");

test("the quickstart's commands work and end with a cited answer", async () => {
  const guide = await readFile(GUIDE, "utf8");
  const commands = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? "");
  expect(commands.length).toBeGreaterThan(5);

  const parlor = await Parlor.start();
  try {
    const env = { PATH: process.env.PATH, PARLOR: parlor.url, EMAIL: "guide@example.com" };
    const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", commands.join("\n")], { env, timeout: 30_000 });
    expect(stdout).toContain('"status":"ok"');
    expect(stdout).toMatch(/widget\.js" data-key="pk_live_\w+" data-agent="agt_[0-9a-f]{32}"/);
    const events = stdout.split("\n").filter((line) => line.startsWith("data: "));
    expect(events.join("\n")).toContain("89 euros");
    expect(events.join("\n")).toContain('"type":"data-citation"');
    expect(events.at(-1)).toBe("data: [DONE]");
  } finally {
    await parlor.stop();
  }
});
