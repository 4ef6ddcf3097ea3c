/** What a visitor can do with a finished answer: copy it, rate it, ask for it again. */
import { answerText, type AssistantMessage, type Rating } from "@parlor/chat-client";

import { useState } from "react";

import { usePanel } from "../context";
import { useCopy } from "../hooks/useCopy";
import { withoutMarkers } from "../markdown/plain";
import { useStore } from "../visitor";
import { Comment } from "./Comment";
import { IconButton } from "./IconButton";

export function AnswerActions({ message, last }: { message: AssistantMessage; last: boolean }) {
  const { words } = usePanel();
  const { store } = useStore();
  const { copied, copy } = useCopy();
  const [commenting, setCommenting] = useState(false);
  const text = answerText(message);
  if (text === "") return null;
  // A broken answer has its own, clearer button for this.
  const broken = message.status === "failed" || message.status === "interrupted";
  const rate = (rating: Rating) => {
    const next = message.feedback === rating ? null : rating;
    setCommenting(next === "down");
    void store.rate(message.id, next);
  };
  return (
    <>
      <div className="actions">
        <IconButton icon={copied ? "check" : "copy"} label={copied ? words.copied : words.copy} onClick={() => copy(withoutMarkers(text))} />
        <IconButton icon="up" label={words.good} pressed={message.feedback === "up"} onClick={() => rate("up")} />
        <IconButton icon="thumbsDown" label={words.bad} pressed={message.feedback === "down"} onClick={() => rate("down")} />
        {last && !broken && <IconButton icon="again" label={words.again} onClick={() => void store.retry()} />}
        <span className="unseen" role="status">{copied ? words.copied : ""}</span>
      </div>
      {commenting && message.feedback === "down" && <Comment message={message} onClose={() => setCommenting(false)} />}
    </>
  );
}
