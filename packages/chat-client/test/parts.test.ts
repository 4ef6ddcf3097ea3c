import { expect, test } from "vitest";

import { parseCitation } from "../src/parts";

const CITATION = { marker: 1, documentId: "doc_1", chunkId: "chk_1", title: "Guide", heading: "Care", page: 2, quote: "Gieße 👋 ihn." };

test("the quote is found in its passage by code points", () => {
  const placed = { ...CITATION, passage: "𝄞 Oft. Gieße 👋 ihn. Gut.", quoteStart: 7, quoteEnd: 19 };
  expect(parseCitation(placed)).toMatchObject({ before: "𝄞 Oft. ", quote: "Gieße 👋 ihn.", after: " Gut." });
});

test.each([
  ["none", {}],
  ["one that is elsewhere", { passage: "𝄞 Oft. Gieße 👋 ihn.", quoteStart: 0, quoteEnd: 3 }],
  ["one of the wrong type", { passage: "Gieße 👋 ihn.", quoteStart: "0", quoteEnd: 12 }],
])("a place is not believed when there is %s", (_, place) => {
  expect(parseCitation({ ...CITATION, ...place })).toMatchObject({ before: "", quote: CITATION.quote, after: "" });
});

test("the address of a page is kept, and absent for a file", () => {
  expect(parseCitation({ ...CITATION, url: "https://shop.example/care" })?.url).toBe("https://shop.example/care");
  expect(parseCitation({ ...CITATION, url: null })?.url).toBeNull();
  expect(parseCitation(CITATION)?.url).toBeNull();
});
