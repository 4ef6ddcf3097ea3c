/** Pictures for people to look at, on a phone and a desktop, light and dark. */
import path from "node:path";
import type { Frame, Page } from "@playwright/test";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const SCHEMES = ["light", "dark"] as const;
const FOLDER = path.resolve(import.meta.dirname, "../artifacts/pictures");

/** Saves `name` in all four looks, and gives each to `check` first. */
export async function pictures(page: Page, name: string, check?: () => Promise<void>): Promise<void> {
  // Only the page in front paints.
  await page.bringToFront();
  for (const [device, size] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await settle(page);
      await check?.();
      await page.screenshot({ path: path.join(FOLDER, `${name}-${device}-${colorScheme}.png`) });
    }
  }
}

/** Waits until every frame that is seen has painted the new look and no colour is still on its way to it. */
async function settle(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    try {
      if (await isSeen(frame)) await painted(frame);
    } catch (error) {
      // The new size may have no room for it: what went away has nothing to paint.
      if (!frame.isDetached()) throw error;
    }
  }
}

/** A frame that is hidden never paints. */
async function isSeen(frame: Frame): Promise<boolean> {
  if (frame.parentFrame() === null) return true;
  const element = await frame.frameElement();
  return element.isVisible();
}

async function painted(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    const next = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await next();
    await next();
    const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}
