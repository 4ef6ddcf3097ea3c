/** The passage behind a citation, over the conversation. The browser keeps the focus inside and gives it back. */
import type { Citation } from "@parlor/chat-client";
import { useEffect, useRef } from "react";

import { fill } from "../../i18n/panel-words";
import { usePanel } from "../context";
import { isSafeHref } from "../markdown/policy";
import { IconButton } from "./IconButton";

export function Passage({ citation, onClose }: { citation: Citation; onClose: () => void }) {
  const { words, language } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  const place = [
    citation.heading,
    citation.page === null ? null : fill(words.page, { page: new Intl.NumberFormat(language).format(citation.page) }),
  ].filter((part) => part !== null);
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions, jsx-a11y-x/click-events-have-key-events -- a click beside the sheet; the keyboard has Escape
    <dialog
      ref={dialog}
      className="passage"
      aria-labelledby="passage-title"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
    >
      <div className="sheet">
        <div className="sheet-top">
          <span className="cite still" aria-hidden="true">{citation.marker}</span>
          <h2 id="passage-title" dir="auto">
            {isSafeHref(citation.url) ? (
              <a href={citation.url} target="_blank" rel="noopener noreferrer nofollow ugc">{citation.title || citation.url}</a>
            ) : (
              citation.title || words.passage
            )}
          </h2>
          <IconButton icon="close" label={words.dismiss} onClick={() => dialog.current?.close()} />
        </div>
        {place.length > 0 && <p className="place" dir="auto">{place.join(" · ")}</p>}
        <blockquote dir="auto">{citation.before}<mark>{citation.quote}</mark>{citation.after}</blockquote>
      </div>
    </dialog>
  );
}
