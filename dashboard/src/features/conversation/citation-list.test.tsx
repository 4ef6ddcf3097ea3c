import type { CitationBody } from "@parlor/api-client";
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "~/testing/render";
import { CitationList } from "./citation-list";

const CITATION: CitationBody = {
  marker: 2,
  documentId: "doc_1",
  chunkId: "chk_1",
  title: "Returns",
  heading: "Sale",
  page: 3,
  quote: "No money back.",
  passage: "Reduced goods. No money back. <b>Sorry</b>",
  quoteStart: 15,
  quoteEnd: 29,
};

it("marks the quote inside its passage and says where the passage stands", async () => {
  await renderPage(<CitationList citations={[CITATION]} />);
  expect(screen.getByText("No money back.").tagName).toBe("MARK");
  expect(screen.getByRole("list", { name: "Sources" })).toHaveTextContent("[2]Returns › Sale, page 3Reduced goods. No money back. <b>Sorry</b>");
});
