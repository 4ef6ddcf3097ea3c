/**
 * What a model's Markdown may become: text and a few plain elements, and links that only a click
 * follows. Nothing that makes a browser load something (EchoLeak, CVE-2025-32711).
 *
 * Owns the chain of transformations between Markdown and elements. Several walls stand behind each
 * other on purpose: images become their description, then the sanitiser knows no image at all.
 */
import type { Element, Nodes, Root, Text } from "hast";
import { harden } from "rehype-harden";
import rehypeSanitize, { defaultSchema, type Options as Schema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import type { PluggableList } from "unified";

const schema: Schema = {
  ...defaultSchema,
  tagNames: [
    "p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "a", "table", "thead", "tbody", "tr", "th", "td", "input", "sup", "sub", "span",
  ],
  attributes: {
    a: ["href"],
    ol: ["start"],
    li: [["className", "task-list-item"]],
    ul: [["className", "contains-task-list"]],
    input: [["type", "checkbox"], ["disabled", true], "checked"],
    th: ["align"],
    td: ["align"],
    code: [["className", /^language-[\w+-]{1,30}$/]],
  },
  protocols: { href: ["http", "https", "mailto"] },
  required: { input: { type: "checkbox", disabled: true } },
  strip: [],
};

export const remarkPlugins: PluggableList = [remarkGfm];

export const rehypePlugins: PluggableList = [
  rawToText,
  [
    harden,
    {
      defaultOrigin: "",
      allowedLinkPrefixes: ["*"],
      allowedImagePrefixes: [],
      allowDataImages: false,
      linkBlockPolicy: "text-only",
      imageBlockPolicy: "text-only",
    },
  ],
  [rehypeSanitize, schema],
  markCitations,
];

/** Whether a link may be offered: an absolute web address or a mail address. */
export function isSafeHref(href: string | undefined): href is string {
  return href !== undefined && /^(https?:\/\/|mailto:)/i.test(href);
}

/** HTML that a model writes is shown as the characters it wrote. */
function rawToText() {
  return (tree: Root) => {
    walk(tree, (node) => {
      if (!("children" in node)) return;
      node.children.forEach((child, index) => {
        if (child.type === "raw") node.children[index] = { type: "text", value: child.value };
      });
    });
  };
}

/** The element name that `markCitations` makes; it never reaches the document under this name. */
export const CITATION_TAG = "parlor-citation";

/** `[3]` in running text becomes an element, so that it can be a button; code and links are left alone. */
function markCitations() {
  return (tree: Root) => {
    walk(tree, (node) => {
      if (!("children" in node)) return;
      if (node.type === "element" && ["a", "code", "pre"].includes(node.tagName)) return;
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index];
        if (child?.type === "text") node.children.splice(index, 1, ...(splitMarkers(child.value) as never[]));
      }
    });
  };
}

function splitMarkers(text: string): (Text | Element)[] {
  return text.split(/(\[\d{1,3}\])/).flatMap((piece): (Text | Element)[] => {
    const marker = /^\[(\d{1,3})\]$/.exec(piece)?.[1];
    if (marker === undefined) return piece === "" ? [] : [{ type: "text", value: piece }];
    return [{ type: "element", tagName: CITATION_TAG, properties: { marker }, children: [{ type: "text", value: piece }] }];
  });
}

function walk(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ("children" in node) for (const child of node.children) walk(child, visit);
}
