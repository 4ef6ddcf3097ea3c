/** An answer's Markdown as elements; also while it is still being written. */
import type { Element, Nodes } from "hast";
import type { Definition, RootContent } from "mdast";
import { createElement, Fragment, memo, type ReactNode, useState } from "react";

import { usePanel } from "../context";
import { CitationMarker } from "./citations";
import { GrowingMarkdown } from "./growing";
import { elementsOf } from "./parse";
import { CITATION_TAG, isSafeHref, makeSafe } from "./policy";

/** Blocks that are looked at together: a long answer has many, and only its last ones change. */
const STRETCH = 8;

export const Markdown = memo(function Markdown({ text, growing }: { text: string; growing: boolean }) {
  const [reader] = useState(() => new GrowingMarkdown());
  const { blocks, definitions } = reader.read(text, growing);
  return (
    <>
      {Array.from({ length: Math.ceil(blocks.length / STRETCH) }, (_, index) => (
        <Stretch key={index} last={(index + 1) * STRETCH >= blocks.length} blocks={blocks.slice(index * STRETCH, (index + 1) * STRETCH)} definitions={definitions} />
      ))}
    </>
  );
});

interface StretchProps {
  last: boolean;
  blocks: readonly RootContent[];
  definitions: readonly Definition[];
}

const Stretch = memo(function Stretch({ blocks, definitions, last }: StretchProps) {
  return (
    <div className={last ? "stretch" : "stretch rests"}>
      {blocks.map((block, index) => <Block key={index} block={block} definitions={definitions} />)}
    </div>
  );
}, isSame);

function isSame(before: StretchProps, after: StretchProps): boolean {
  return (
    before.last === after.last &&
    before.definitions === after.definitions &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, index) => block === after.blocks[index])
  );
}

/** One top-level block; as long as it is the same, nothing of it is made again. */
const Block = memo(function Block({ block, definitions }: { block: RootContent; definitions: readonly Definition[] }) {
  if (block.type === "definition") return null;
  return shown(makeSafe(elementsOf({ type: "root", children: [...definitions, block] })));
});

/** The safe tree as React's. Whatever is not named here becomes its content: no element and no attribute gets through by chance. */
function shown(node: Nodes): ReactNode {
  if (node.type === "text") return node.value;
  if (!("children" in node)) return null;
  const children = node.children.map(shown);
  return node.type === "element" ? element(node, children) : createElement(Fragment, null, ...children);
}

function element({ tagName, properties }: Element, children: ReactNode[]): ReactNode {
  const make = (tag: string, props: object | null = null) => createElement(tag, props, ...children);
  const { className, href, start, checked, marker } = properties;
  switch (tagName) {
    case "a": {
      const address = href?.toString();
      return isSafeHref(address) ? createElement(Link, { href: address }, ...children) : make("span");
    }
    // Wide content scrolls inside itself, also with the keyboard.
    case "table": return <Scroller>{make("table")}</Scroller>;
    case "pre": return <Scroller>{make("pre", { dir: "ltr" })}</Scroller>;
    // Headings of an answer must not disturb the outline of the page around it.
    case "h1": case "h2": case "h3": return make("p", { className: "heading" });
    case "h4": case "h5": case "h6": return make("p", { className: "heading small" });
    case "ol": return make("ol", typeof start === "number" ? { start } : null);
    case "th": case "td": return make(tagName, align(properties.align));
    case "input": return <input type="checkbox" disabled checked={checked === true} />;
    case "br": case "hr": return createElement(tagName);
    case "p": case "strong": case "em": case "del": case "code": case "blockquote": case "ul": case "li": case "thead": case "tbody":
    case "tr": case "span":
      return make(tagName, Array.isArray(className) ? { className: className.join(" ") } : null);
    case CITATION_TAG: return <CitationMarker marker={String(marker)} />;
    default: return createElement(Fragment, null, ...children);
  }
}

function align(value: Element["properties"][string]): { align?: string } {
  return typeof value === "string" ? { align: value } : {};
}

function Link({ href, children }: { href: string; children?: ReactNode }) {
  const { words } = usePanel();
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
      <span className="unseen"> ({words.newTab})</span>
    </a>
  );
}

function Scroller({ children }: { children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="scroller" role="group" tabIndex={0}>
      {children}
    </div>
  );
}
