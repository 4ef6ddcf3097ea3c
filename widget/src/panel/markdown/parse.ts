/**
 * Markdown -> its structure -> a tree of elements, with GitHub's tables, strikethrough, task lists and bare links.
 *
 * Owns the dialect. The tree it answers is not yet safe: `policy` makes it so. The parser's parts
 * are put together here by hand, because the ready-made plugins bring a Markdown writer and a
 * plugin engine along, a fifth of what a visitor would download.
 */
import type { Nodes } from "hast";
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { toHast } from "mdast-util-to-hast";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";

/** The structure of `markdown`. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [gfmAutolinkLiteral(), gfmStrikethrough(), gfmTable(), gfmTaskListItem()],
    mdastExtensions: [
      gfmAutolinkLiteralFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTableFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
    ],
  });
}

/** Its elements; HTML in it stays in `raw` nodes. */
export function elementsOf(document: Root): Nodes {
  return toHast(document, { allowDangerousHtml: true });
}
