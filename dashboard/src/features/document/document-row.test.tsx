import { reprocessDocument } from "@parlor/api-client";
import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { renderPage } from "~/testing/render";
import { document } from "~/testing/samples";
import { DocumentRow } from "./document-row";

vi.mock("@parlor/api-client", async (original) => ({ ...(await original<object>()), reprocessDocument: vi.fn() }));

const row = (over: Parameters<typeof document>[0]) => <DocumentRow document={document(over)} onRead={() => undefined} onDelete={() => undefined} />;

it("shows how far a document is while it is read and indexed", async () => {
  await renderPage(row({ status: "extracting", progress: { done: 3, total: 1_200 } }));
  expect(screen.getByText("Page 3 of 1,200")).toBeVisible();
  expect(screen.getByRole("progressbar", { name: "Progress of Returns" })).toHaveAttribute("value", "3");
});

it("shows no progress that is not known", async () => {
  await renderPage(row({ status: "queued", progress: null }));
  expect(screen.queryByRole("progressbar")).toBeNull();
});

it("says why a document failed and tries it again", async () => {
  vi.mocked(reprocessDocument).mockResolvedValue({ data: document() } as never);
  const { user } = await renderPage(row({ status: "failed", error: "The PDF holds no text on its 3 pages." }));
  expect(screen.getByText("The PDF holds no text on its 3 pages.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Try Returns again" }));
  expect(vi.mocked(reprocessDocument).mock.calls[0]?.[0].path.id).toBe("doc_1");
});
