/** The documents an answer rests on, each with its passages. */
import type { AssistantMessage, Citation } from "@parlor/chat-client";

import { fill } from "../../i18n/panel-words";
import { usePanel } from "../context";
import { isSafeHref } from "../markdown/policy";
import { Icon } from "./Icon";

export function Sources({ message, onOpen }: { message: AssistantMessage; onOpen: (citation: Citation) => void }) {
  const { words } = usePanel();
  if (message.sources.length === 0 && message.citations.length === 0) return null;
  const cited = Map.groupBy(message.citations, (citation) => citation.documentId);
  // A citation names its document too, in case the document itself was not announced.
  const documents = new Map(message.citations.map(({ documentId, title, url }) => [documentId, { id: documentId, title, url }]));
  for (const source of message.sources) documents.set(source.id, source);
  return (
    <section className="sources" aria-label={words.sources}>
      <h3>{words.sources}</h3>
      <ul>
        {[...documents.values()].map(({ id, title, url }) => (
          <li key={id}>
            <Icon name="document" />
            {isSafeHref(url ?? undefined) ? (
              <a className="source-title" href={url ?? undefined} target="_blank" rel="noopener noreferrer nofollow ugc" dir="auto">{title}</a>
            ) : (
              <span className="source-title" dir="auto">{title}</span>
            )}
            {cited.get(id)?.map((citation) => (
              <button
                key={citation.marker}
                type="button"
                className="cite"
                aria-label={fill(words.citation, { marker: citation.marker, title: citation.title })}
                onClick={() => onOpen(citation)}
              >
                {citation.marker}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
