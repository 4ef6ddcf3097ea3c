/** An answer's Markdown as elements; also while it is still being written. */
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import { memo, type ReactNode } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remend from "remend";

import { usePanel } from "../context";
import { CitationMarker } from "./citations";
import { parseMarkdown } from "./parse";
import { CITATION_TAG, isSafeHref, makeSafe } from "./policy";

export const Markdown = memo(function Markdown({ text, growing }: { text: string; growing: boolean }) {
  // Markup whose end has not arrived is closed, so that it does not flicker as stars and brackets.
  const source = growing ? remend(text, { linkMode: "text-only" }) : text;
  return toJsxRuntime(makeSafe(parseMarkdown(source)), { Fragment, jsx, jsxs, components, ignoreInvalidStyle: true });
});

const components: Partial<Components> = {
  a: ({ href, children }) => (isSafeHref(href) ? <Link href={href}>{children}</Link> : <span>{children}</span>),
  // Wide content scrolls inside itself, also with the keyboard.
  table: ({ children }) => <Scroller><table>{children}</table></Scroller>,
  pre: ({ children }) => <Scroller><pre dir="ltr">{children}</pre></Scroller>,
  // Headings of an answer must not disturb the outline of the page around it.
  h1: ({ children }) => <p className="heading">{children}</p>,
  h2: ({ children }) => <p className="heading">{children}</p>,
  h3: ({ children }) => <p className="heading">{children}</p>,
  h4: ({ children }) => <p className="heading small">{children}</p>,
  h5: ({ children }) => <p className="heading small">{children}</p>,
  h6: ({ children }) => <p className="heading small">{children}</p>,
  // Belt and braces: the policy lets no image through.
  img: ({ alt }) => <span>{alt}</span>,
  ...({ [CITATION_TAG]: CitationMarker } as object),
};

function Link({ href, children }: { href: string; children: ReactNode }) {
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
