/**
 * Reads a text that grows, without reading all of it again each time.
 *
 * Owns which top-level blocks are finished: what is appended can change the last block, and with it
 * the one before (`2` becomes `2.` and so an item of the list above), but nothing earlier. Only those
 * two are parsed again.
 */
import type { Definition, RootContent } from "mdast";
import remend from "remend";

import { parseMarkdown } from "./parse";

export interface Read {
  /** The top-level blocks. A finished one is the same object every time. */
  blocks: readonly RootContent[];
  /** Where links by reference lead; the same array as long as there is none. */
  definitions: readonly Definition[];
}

const NONE: readonly Definition[] = [];

export class GrowingMarkdown {
  #finished: RootContent[] = [];
  /** The text that the finished blocks were read from. */
  #done = "";
  /** The blocks that may still change, with the text that each was read from. */
  #open: { source: string; block: RootContent }[] = [];

  /** The structure of `text`. `growing`: its end has not arrived. */
  read(text: string, growing: boolean): Read {
    if (!text.startsWith(this.#done)) this.#forget();
    const rest = text.slice(this.#done.length);
    // Markup whose end has not arrived is closed, so that it does not flicker as stars and brackets.
    const closed = growing ? remend(rest, { linkMode: "text-only" }) : rest;
    const { children } = parseMarkdown(closed);
    const open = this.#keep(growing ? this.#finish(children, rest, closed) : children, closed);
    const blocks = [...this.#finished, ...open];
    const definitions = blocks.filter((block) => block.type === "definition");
    if (definitions.length === 0) return { blocks, definitions: NONE };
    // A reference may stand far from where it is defined, so in the end all is read once more, together.
    return growing ? { blocks, definitions } : { blocks: parseMarkdown(text).children, definitions };
  }

  /** Keeps all but the last two blocks for good, and answers those. */
  #finish(children: RootContent[], rest: string, closed: string): RootContent[] {
    const start = children.at(-2)?.position?.start.offset;
    if (children.length < 3 || start === undefined) return children;
    const sure = rest.slice(0, lineStart(rest, start));
    // Where closing has changed more than the end, nothing is sure yet.
    if (!closed.startsWith(sure)) return children;
    this.#done += sure;
    this.#finished = [...this.#finished, ...children.slice(0, -2)];
    return children.slice(-2);
  }

  /** A block whose text is what it was before is the same object as before. */
  #keep(blocks: RootContent[], text: string): RootContent[] {
    const before = this.#open;
    this.#open = blocks.map((block) => {
      const source = text.slice(block.position?.start.offset, block.position?.end.offset);
      return before.find((other) => other.source === source && other.block.type === block.type) ?? { source, block };
    });
    return this.#open.map(({ block }) => block);
  }

  #forget(): void {
    this.#open = [];
    this.#finished = [];
    this.#done = "";
  }
}

/** A block may be indented; its line begins before it. */
function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
