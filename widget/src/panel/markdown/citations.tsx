/** The button that stands for `[1]` in an answer. */
import type { Citation } from "@parlor/chat-client";
import { createContext, useContext } from "react";

import { fill } from "../../i18n/panel-words";
import { usePanel } from "../context";

export interface CitationsValue {
  citations: readonly Citation[];
  open: (citation: Citation) => void;
}

export const CitationsContext = createContext<CitationsValue>({ citations: [], open: () => undefined });

/** `marker` is the number as text. A number that no citation has stays what the model wrote. */
export function CitationMarker({ marker }: { marker?: string }) {
  const { words } = usePanel();
  const { citations, open } = useContext(CitationsContext);
  const citation = citations.find((each) => String(each.marker) === marker);
  if (!citation) return <>[{marker}]</>;
  return (
    <button type="button" className="cite" aria-label={fill(words.citation, { marker: citation.marker, title: citation.title })} onClick={() => open(citation)}>
      {citation.marker}
    </button>
  );
}
