/**
 * A stretch of the conversation. While an answer is written only the last stretch changes, and the
 * others cost nothing but a look at their messages.
 */
import type { Citation, Message } from "@parlor/chat-client";
import { memo, useEffect, useState } from "react";

import { Answer } from "./Answer";
import { Question } from "./Question";

/** Messages in one stretch. */
export const PAGE_SIZE = 30;

export interface PageProps {
  messages: readonly Message[];
  agentName: string;
  /** Whether the newest message is here. */
  last: boolean;
  onOpen: (citation: Citation) => void;
}

export const Page = memo(function Page({ messages, agentName, last, onOpen }: PageProps) {
  // Out of sight it rests; but not before it was shown once, so that it is known how high it is.
  const [seen, setSeen] = useState(false);
  useEffect(() => setSeen(true), []);
  return (
    <div className={seen && !last ? "page rests" : "page"}>
      {messages.map((message, index) =>
        message.role === "user" ? (
          <Question key={message.id} message={message} />
        ) : (
          <Answer key={`answer:${index}`} message={message} agentName={agentName} last={last && index === messages.length - 1} onOpen={onOpen} />
        ),
      )}
    </div>
  );
}, isSame);

function isSame(before: PageProps, after: PageProps): boolean {
  return (
    before.agentName === after.agentName &&
    before.last === after.last &&
    before.onOpen === after.onOpen &&
    before.messages.length === after.messages.length &&
    before.messages.every((message, index) => message === after.messages[index])
  );
}
