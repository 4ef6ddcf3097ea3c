/** A text that grows shows the same as one that came whole, and little of it is read twice. */
import { expect, test, vi } from "vitest";

import { GrowingMarkdown } from "../src/panel/markdown/growing";
import { Markdown } from "../src/panel/markdown/Markdown";
import * as parse from "../src/panel/markdown/parse";
import { render } from "./render";

const TEXTS: Record<string, string> = {
  "paragraphs and headings": "# One\n\nA *b* **c** `d`.\nStill.\n\nTwo\n===\n\nThree\n---\n\nEnd.",
  "lists that look like text at first": "Steps:\n\n1. a\n\n2. b\n\n   more of b\n\n3. c\n\n- x\n- y\n\n  z\n\n* other\n\n10. ten",
  "indented and nested": "  - a\n  - b\n    - c\n\n        code in a list\n\n    code\n\n    more code\n\ntext",
  "code with marks in it": "Before.\n\n```md\n# no heading\n\n- no list\n\n**no\n```\n\nAfter `x`.\n\n~~~\nopen until the end\n\nstill open",
  "tables and quotes": "| a | b |\n| - | -: |\n| 1 | 2 |\n| 3 | 4 |\n\n> quote\nlazy\n\n> another\n\n- [x] done\n- [ ] open\n\nEnd.",
  "references before and after": "See [one][a] and [two][b].\n\n[a]: https://a.example\n\nThen [one][a].\n\n> [two][b]\n\n[b]: https://b.example \"t\"\n\nEnd [two][b] and [none][c].",
  "markup left open": "One **bold.\n\nTwo [link.\n\nThree `code.\n\nFour ~~gone.\n\nFive *it.\n\nSix.",
  "raw HTML": "<div>\n\n**a**\n\n</div>\n\nx <b>y</b>\n\n<!-- a\n\nb -->\n\nEnd.",
  "citations": "Two days [1]. Then [2][3].\n\n- a [1]\n- b\n\nEnd [1](https://a.example).",
};

test.each(Object.entries(TEXTS))("%s, whatever the pieces", async (_, text) => {
  const whole = (await render(<Markdown text={text} growing={false} />)).box.innerHTML;
  for (const step of [1, 2, 3, 7, 19]) {
    const { box, update } = await render(<Markdown text="" growing />);
    for (let end = step; end < text.length; end += step) await update(<Markdown text={text.slice(0, end)} growing />);
    await update(<Markdown text={text} growing={false} />);
    expect(box.innerHTML, `pieces of ${step}`).toBe(whole);
  }
  // Some thousand renders: a busy machine needs more than the usual time.
}, 30_000);

test("a finished block is made once, and another text starts anew", async () => {
  const { box, update } = await render(<Markdown text={"One.\n\nTwo.\n\nThree.\n\nFo"} growing />);
  const first = box.querySelector("p");
  await update(<Markdown text={"One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive"} growing />);
  expect(box.querySelector("p")).toBe(first);
  expect(box.textContent).toBe("One.Two.Three.Four.Five");
  await update(<Markdown text={"Other.\n\nText"} growing />);
  expect(box.textContent).toBe("Other.Text");
});

test("what is read for each piece does not grow with the answer", () => {
  const read = vi.spyOn(parse, "parseMarkdown");
  const reader = new GrowingMarkdown();
  const paragraph = "Some words about bicycles, and **why** they are repaired [1].\n\n";
  for (let count = 1; count <= 200; count += 1) reader.read(paragraph.repeat(count), true);
  const longest = Math.max(...read.mock.calls.map(([text]) => text.length));
  expect(longest).toBeLessThan(paragraph.length * 4);
  expect(reader.read(paragraph.repeat(200), true).blocks).toHaveLength(200);
});
