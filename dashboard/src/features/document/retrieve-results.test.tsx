import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { RetrieveResults } from "./retrieve-results";

const PASSAGE = {
  chunkId: "chk_1",
  documentId: "doc_1",
  title: "Care",
  text: "Water the fern weekly.",
  rank: 1,
  fusedRank: 3,
  score: 0.4,
  evidence: 0.5,
};

it("shows a reranker's score beside the place that the search gave, and its time", () => {
  render(<RetrieveResults results={[{ ...PASSAGE, rerankScore: 0.91 }]} searched={9} tookMs={40} indexMs={0} searchMs={0.3} rerankMs={31.4} reranking="given" />);
  expect(screen.getByText("0.910")).toBeVisible();
  expect(screen.getByText("#3")).toBeVisible();
  expect(screen.getByText(/reranked in 31 ms/)).toBeVisible();
});

it.each([
  ["missing", "This server has no reranker"],
  ["failed", "The reranker failed or was late"],
] as const)("says so when the reranker is %s", (reranking, words) => {
  render(<RetrieveResults results={[PASSAGE]} searched={9} tookMs={1} indexMs={0} searchMs={0.3} reranking={reranking} />);
  expect(screen.getByText(new RegExp(words))).toBeVisible();
  expect(screen.queryByText("#3")).toBeNull();
});
