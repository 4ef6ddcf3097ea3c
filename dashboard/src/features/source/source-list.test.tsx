import { createSource, listSources, syncSource } from "@parlor/api-client";
import { screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { Problem } from "~/lib/problem";
import { renderPage } from "~/testing/render";
import { source } from "~/testing/samples";
import { SourceList } from "./source-list";

vi.mock("@parlor/api-client", async (original) => ({ ...(await original<object>()), createSource: vi.fn(), listSources: vi.fn(), syncSource: vi.fn() }));

const list = (...sources: ReturnType<typeof source>[]) => {
  vi.mocked(listSources).mockResolvedValue({ data: { sources } } as never);
};

beforeEach(() => {
  vi.mocked(createSource).mockReset();
});

it("shows how far each website is and why one brought nothing", async () => {
  list(
    source(),
    source({ id: "src_2", url: "https://blog.example/", status: "syncing", pages: { total: 8, waiting: 5, ready: 3, failed: 0 }, syncedAt: null, nextSyncAt: null }),
    source({ id: "src_3", url: "https://old.example/sitemap.xml", error: "The address holds no sitemap.", pages: { total: 0, waiting: 0, ready: 0, failed: 0 } }),
  );
  await renderPage(<SourceList agentId="agt_1" />);
  expect(await screen.findByText("shop.example/docs")).toBeVisible();
  expect(screen.getByRole("button", { name: "11 pages" })).toBeVisible();
  expect(screen.getByText("· 1 failed")).toBeVisible();
  expect(screen.getByRole("button", { name: "3 of 8 pages ready" })).toBeVisible();
  expect(screen.getByText("The address holds no sitemap.")).toBeVisible();
  expect(screen.getAllByRole("status").map((state) => state.textContent)).toEqual(["Ready", "Syncing", "Failed"]);
});

it("adds a website, and shows a refusal at its field", async () => {
  list();
  const fields = [{ path: "url", message: "is not an address on the public internet" }];
  vi.mocked(createSource).mockRejectedValueOnce(new Problem({ status: 422, code: "blocked_destination", detail: "Blocked.", fields }));
  vi.mocked(createSource).mockResolvedValueOnce({ data: source() } as never);
  const { user } = await renderPage(<SourceList agentId="agt_1" />);
  await user.click(await screen.findByRole("button", { name: "Add a website" }));
  await user.type(screen.getByLabelText("Address"), "http://10.0.0.1/");
  await user.click(screen.getByText("Limits and paths"));
  await user.type(screen.getByLabelText("Only these paths"), "docs");
  await user.click(screen.getByRole("button", { name: "Add the website" }));
  expect(await screen.findByText("Each path begins with / or *")).toBeVisible();
  await user.clear(screen.getByLabelText("Only these paths"));
  await user.type(screen.getByLabelText("Only these paths"), "/docs/*\n/faq");
  await user.click(screen.getByRole("button", { name: "Add the website" }));
  expect(await screen.findByText("is not an address on the public internet")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Add the website" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(vi.mocked(createSource).mock.lastCall?.[0].body).toEqual({
    url: "http://10.0.0.1/", kind: "site", maxPages: 100, maxDepth: 5, include: ["/docs/*", "/faq"], exclude: [], schedule: "weekly",
  });
});

it("synchronizes when it is told to", async () => {
  list(source());
  vi.mocked(syncSource).mockResolvedValue({ data: source({ status: "syncing" }) } as never);
  const { user } = await renderPage(<SourceList agentId="agt_1" />);
  await user.click(await screen.findByRole("button", { name: "Actions for shop.example/docs" }));
  await user.click(await screen.findByRole("menuitem", { name: "Sync now" }));
  await expect.poll(() => vi.mocked(syncSource).mock.lastCall?.[0].path.id).toBe("src_1");
});
