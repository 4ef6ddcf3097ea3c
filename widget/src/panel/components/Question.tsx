/** What the visitor wrote. */
import type { VisitorMessage } from "@parlor/chat-client";

import { usePanel } from "../context";

export function Question({ message }: { message: VisitorMessage }) {
  const { words } = usePanel();
  const failed = message.delivery === "failed";
  return (
    <article className={`question ${message.delivery}`}>
      <h2 className="unseen">{words.you}</h2>
      <p className="bubble" dir="auto">{message.text}</p>
      {failed && <p className="not-sent">{words.notSent}</p>}
    </article>
  );
}
