/**
 * What a model's Markdown may become: text and a few plain elements, and links that only a click
 * follows. Nothing that makes a browser load something (EchoLeak, CVE-2025-32711).
 *
 * Owns the walls between the parsed tree and the page. Several stand behind each other on purpose:
 * images become their description, and then the sanitiser knows no image at all.
 */
import type { Element, Nodes, Root, Text } from "hast";
import { sanitize, type Schema } from "hast-util-sanitize";
import { harden } from "rehype-harden";

const schema: Schema = {
  tagNames: [
    "p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "a", "table", "thead", "tbody", "tr", "th", "td", "input", "span",
  ],
  attributes: {
    a: ["href"],
    ol: ["start"],
    li: [["className", "task-list-item"]],
    ul: [["className", "contains-task-list"]],
    input: [["type", "checkbox"], ["disabled", true], "checked"],
    th: ["align"],
    td: ["align"],
  },
  protocols: { href: ["http", "https", "mailto"] },
  required: { input: { type: "checkbox", disabled: true } },
};

const blockForeign = harden({
  defaultOrigin: "",
  allowedLinkPrefixes: ["*"],
  allowedImagePrefixes: [],
  allowDataImages: false,
  linkBlockPolicy: "text-only",
  imageBlockPolicy: "text-only",
});

/** The element name of a citation marker; it never reaches the document under this name. */
export const CITATION_TAG = "parlor-citation";

/** The tree as it may be shown. `tree` is used up. */
export function makeSafe(tree: Nodes): Nodes {
  const root: Root = tree.type === "root" ? tree : { type: "root", children: tree.type === "doctype" ? [] : [tree] };
  showRawAsText(root);
  blockForeign(root);
  const safe = sanitize(root, schema);
  markCitations(safe);
  return safe;
}

/** Whether a link may be offered: an absolute web address or a mail address. */
export function isSafeHref(href: string | null | undefined): href is string {
  return typeof href === "string" && /^(https?:\/\/|mailto:)/i.test(href);
}

/** HTML that a model writes is shown as the characters it wrote. */
function showRawAsText(node: Nodes): void {
  if (!("children" in node)) return;
  node.children.forEach((child, index) => {
    if (child.type === "raw") node.children[index] = { type: "text", value: child.value };
    else showRawAsText(child);
  });
}

/** `[3]` in running text becomes an element, so that it can be a button; code and links are left alone. */
function markCitations(node: Nodes): void {
  if (!("children" in node)) return;
  if (node.type === "element" && ["a", "code", "pre"].includes(node.tagName)) return;
  const parent = node as { children: Nodes[] };
  parent.children = parent.children.flatMap((child): Nodes[] => {
    if (child.type === "text") return splitMarkers(child.value);
    markCitations(child);
    return [child];
  });
}

/** A marker, with the end of the word before it and the punctuation after it, which stay on its line. */
const BOUND_MARKERS = /([^\s[\]]{0,24} ?(?:\[\d{1,3}\])+[.,;:!?)]*)/;

function splitMarkers(text: string): (Text | Element)[] {
  return text.split(BOUND_MARKERS).flatMap((piece, index): (Text | Element)[] => {
    if (piece === "") return [];
    if (index % 2 === 0) return [{ type: "text", value: piece }];
    return [{ type: "element", tagName: "span", properties: { className: ["bound"] }, children: markersIn(piece) }];
  });
}

function markersIn(text: string): (Text | Element)[] {
  return text.split(/\[(\d{1,3})\]/).flatMap((piece, index): (Text | Element)[] => {
    if (index % 2 === 1) return [{ type: "element", tagName: CITATION_TAG, properties: { marker: piece }, children: [] }];
    return piece === "" ? [] : [{ type: "text", value: piece }];
  });
}
