/** Accessibility findings of a page and of every frame that can be reached from it. */
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** Fails with a readable list when axe finds anything in any frame. */
export async function expectAccessible(page: Page): Promise<void> {
  const findings: string[] = [];
  for (const frame of page.frames()) {
    if (frame.url() === "about:blank") continue;
    // Evaluated rather than added as an element, because the pages' own policies forbid foreign scripts.
    await frame.evaluate(axe.source);
    const found = await frame.evaluate(async () => {
      const runner = (globalThis as unknown as { axe: typeof axe }).axe;
      const { violations } = await runner.run(document, { iframes: false, resultTypes: ["violations"] });
      return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.html}\n      ${node.failureSummary ?? ""}`).join("\n")}`);
    });
    findings.push(...found.map((finding) => `${frame.url()}\n  ${finding}`));
  }
  expect(findings.join("\n")).toBe("");
}
