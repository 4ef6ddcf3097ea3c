import type { SourceBody, SourcePageBody } from "@parlor/api-client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Badge } from "~/components/ui/badge";
import { Dialog } from "~/components/ui/dialog";
import { LoadError } from "~/components/ui/load-error";
import { MoreButton } from "~/components/ui/more-button";
import { SkeletonRows } from "~/components/ui/skeleton";
import { plural } from "~/lib/format";
import { pagesQuery, shortAddress } from "./source";

const LOOK = {
  waiting: { tone: "neutral", live: true, text: "Waiting" },
  reading: { tone: "warn", live: true, text: "Reading" },
  ready: { tone: "good", live: false, text: "Ready" },
  duplicate: { tone: "neutral", live: false, text: "Duplicate" },
  failed: { tone: "bad", live: false, text: "Failed" },
} as const;

/** What became of each page of a website. */
export function PagesDialog({ source, onClose }: { source: SourceBody; onClose: () => void }) {
  const list = useInfiniteQuery(pagesQuery(source.id));
  const pages = list.data?.pages.flatMap(({ pages }) => pages) ?? [];
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} shape="wide" title="Pages" description={shortAddress(source.url)}>
      {list.isPending && <SkeletonRows />}
      {list.isError && <LoadError query={list} />}
      <ul className="divide-y">
        {pages.map((page) => (
          <PageRow key={page.url} page={page} />
        ))}
      </ul>
      <MoreButton query={list} />
    </Dialog>
  );
}

function PageRow({ page }: { page: SourcePageBody }) {
  const { tone, live, text } = LOOK[page.status];
  return (
    <li className="flex items-start gap-3 py-2.5">
      <div className="min-w-0 flex-1 text-[0.8125rem]">
        {page.title != null && <p className="truncate text-sm font-medium">{page.title}</p>}
        <a href={page.url} target="_blank" rel="noopener noreferrer" className="text-muted underline decoration-line-strong underline-offset-2 wrap-anywhere hover:text-ink">
          {shortAddress(page.url)}
        </a>
        {page.reason != null && <p className={page.status === "failed" ? "text-danger" : "text-muted"}>{page.reason}</p>}
        {page.status === "ready" && <p className="text-muted">{plural(page.chunkCount, "passage")}</p>}
      </div>
      <Badge tone={tone} live={live}>{text}</Badge>
    </li>
  );
}
