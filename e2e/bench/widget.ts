/**
 * How the panel feels on a slow machine, measured in the browser's own trace: a 5,000-token answer
 * while it streams, and a conversation of 2,000 messages while somebody scrolls through it.
 *
 * `node e2e/bench/widget.ts` with the Node of `node_modules`, after `cargo xtask web`, `cargo build -p parlor` and `cargo build -p testkit`.
 * Prints figures and judges nothing: they mean something only on a machine with nothing else to do.
 */
import { type CDPSession, chromium, type Frame, type Page } from "@playwright/test";
import { HostPage, snippet } from "../support/host-page.ts";
import { Parlor } from "../support/parlor.ts";
import { Tenant } from "../support/tenant.ts";
import { Upstream } from "../support/upstream.ts";
import { Widget } from "../support/widget.ts";

/** How much slower than this machine. */
const SLOWDOWN = 4;
const FRAME_MS = 1000 / 60;
const WORDS = 5000;

/** One complete event of a trace; times are in microseconds. */
interface Event {
  name: string;
  ph: string;
  dur?: number;
  pid: number;
  tid: number;
}

/** Paragraphs, lists, a table and code, as models write. */
function answer(): string {
  const section = (number: number) =>
    `## Part ${number}\n\nWords about **bicycles** and \`gears\`, with a [link](https://a.example/${number}) and more of the same text so that it is a paragraph.\n\n` +
    `- first point of it\n- second point, a longer one that wraps around\n- third\n\n| a | b |\n| --- | --- |\n| ${number} | two |\n\n\`\`\`\nlet x = ${number};\n\`\`\`\n\n`;
  const text = Array.from({ length: 200 }, (_, index) => section(index)).join("");
  return text.split(/(?<=\s)/).slice(0, WORDS).join("");
}

async function traced(cdp: CDPSession, act: () => Promise<void>): Promise<Event[]> {
  const events: Event[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as Event[])));
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] } });
  await act();
  const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.end");
  await complete;
  return events;
}

/** Times between animation frames, in milliseconds, until `stop` is called in the frame. */
async function watchFrames(frame: Frame): Promise<() => Promise<number[]>> {
  await frame.evaluate(() => {
    const seen: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      seen.push(now - last);
      last = now;
      handle = requestAnimationFrame(tick);
    };
    let handle = requestAnimationFrame(tick);
    (window as unknown as { stopFrames: () => number[] }).stopFrames = () => {
      cancelAnimationFrame(handle);
      return seen.slice(1);
    };
  });
  return () => frame.evaluate(() => (window as unknown as { stopFrames: () => number[] }).stopFrames());
}

function report(name: string, frames: number[], events: Event[]): void {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const late = frames.filter((time) => time > 1.5 * FRAME_MS).length;
  // The panel's thread is the one that runs the most scripts.
  const calls = Map.groupBy(events.filter(({ name: what }) => what === "FunctionCall" || what === "FireAnimationFrame"), ({ pid, tid }) => `${pid}:${tid}`);
  const panel = [...calls].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
  const tasks = events.filter(({ name: what, ph, pid, tid }) => what.endsWith("RunTask") && ph === "X" && `${pid}:${tid}` === panel);
  const long = tasks.filter(({ dur = 0 }) => dur > FRAME_MS * 1000);
  const longest = Math.max(0, ...tasks.map(({ dur = 0 }) => dur)) / 1000;
  const mean = frames.reduce((sum, time) => sum + time, 0) / frames.length;
  console.log(`${name}: ${frames.length} frames, ${(1000 / mean).toFixed(1)} per second; between them p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; late ${late}`);
  console.log(`  tasks over ${FRAME_MS.toFixed(1)} ms: ${long.length} of ${tasks.length}; the longest ${longest.toFixed(1)} ms`);
}

async function slow(page: Page, frame: Frame): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  // The panel may have a process of its own, and with it a brake of its own.
  const inner = await page.context().newCDPSession(frame).catch(() => undefined);
  await inner?.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN }).catch(() => undefined);
  return cdp;
}

function panelOf(page: Page): Frame {
  const frame = page.frames().find((each) => each.url().includes("/panel"));
  if (!frame) throw new Error("the panel is not there");
  return frame;
}

const upstream = await Upstream.start();
const parlor = await Parlor.start({ PARLOR_LLM_BASE_URL: upstream.baseUrl, PARLOR_LLM_MODEL: "scripted/model" });
const host = await HostPage.start();
const browser = await chromium.launch({ executablePath: process.env.PARLOR_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const tenant = await Tenant.signUp(parlor.url);
  const agent = await tenant.createAgent();
  host.body = snippet(parlor.url, await tenant.createKey(agent, [host.origin]), agent);
  const page = await browser.newPage();
  const widget = new Widget(page, host);

  await upstream.when("stream", { answer: { deltas: answer().split(/(?<=\s)/) }, delayMs: 4 });
  await widget.open();
  await page.evaluate(() => {
    const { Parlor: api } = window as unknown as { Parlor: { on: (name: string, listener: () => void) => void } };
    api.on("message:assistant", () => Object.assign(window, { answered: true }));
  });
  const cdp = await slow(page, panelOf(page));
  const stopFrames = await watchFrames(panelOf(page));
  const streaming = await traced(cdp, async () => {
    await widget.ask("stream");
    // Told by the page's own event: looking into the panel again and again would be part of what is measured.
    await page.waitForFunction(() => "answered" in window, undefined, { polling: 500, timeout: 180_000 });
  });
  report(`${WORDS} tokens, CPU ${SLOWDOWN} times slower`, await stopFrames(), streaming);

  const messages = Array.from({ length: 2000 }, (_, index) => ({
    id: `msg_${index}`, role: index % 2 === 0 ? "user" : "assistant", createdAt: "2026-01-01T00:00:00Z",
    content: index % 2 === 0 ? `Question ${index}` : `Answer ${index}.\n\n- **one**\n- two with \`code\`\n\nAnd a last sentence that is a little longer than the others.`,
  }));
  await page.route("**/api/chats/cht_*", (route) =>
    route.request().method() === "GET" ? route.fulfill({ json: { id: "cht_1", title: null, createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z", messages } }) : route.continue());
  await page.reload();
  await widget.conversation.getByText("Question 1998", { exact: true }).waitFor();
  const cdp2 = await slow(page, panelOf(page));
  const stopScroll = await watchFrames(panelOf(page));
  const box = await widget.conversation.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100);
  const scrolling = await traced(cdp2, async () => {
    for (let step = 0; step < 300; step += 1) {
      await page.mouse.wheel(0, -600);
      await panelOf(page).evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  report(`2,000 messages, scrolled upwards`, await stopScroll(), scrolling);
  console.log(`  messages in the document afterwards: ${await widget.conversation.locator("article").count()}`);
} finally {
  await browser.close();
  await host.stop();
  await parlor.stop();
  await upstream.stop();
}
