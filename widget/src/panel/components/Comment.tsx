/** After a poor answer: what could be better, in the visitor's words. */
import type { AssistantMessage } from "@parlor/chat-client";
import { useId, useLayoutEffect, useRef, useState } from "react";

import { usePanel } from "../context";
import { useStore } from "../visitor";
import { IconButton } from "./IconButton";

/** Characters that the server takes. */
const MAX_CHARS = 2000;

export function Comment({ message, onClose }: { message: AssistantMessage; onClose: () => void }) {
  const { words } = usePanel();
  const { store } = useStore();
  const [text, setText] = useState("");
  const [sent, setSent] = useState(false);
  const field = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  // Before it is painted: what is typed next must not find the focus moving.
  useLayoutEffect(() => area.current?.focus(), []);
  if (sent) return <p className="comment thanks" role="status">{words.commentThanks}</p>;
  const send = async () => setSent(await store.rate(message.id, "down", text.trim()));
  return (
    <div className="comment">
      <div className="comment-top">
        <label htmlFor={field}>{words.commentQuestion}</label>
        <IconButton icon="close" label={words.dismiss} onClick={onClose} />
      </div>
      <textarea
        id={field}
        ref={area}
        rows={2}
        dir="auto"
        maxLength={MAX_CHARS}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="button" className="solid-button" disabled={text.trim() === ""} onClick={() => void send()}>{words.commentSend}</button>
    </div>
  );
}
