/** Where the visitor writes. Enter sends, Shift+Enter breaks the line; input methods are left in peace. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";

import { fill } from "../../i18n/panel-words";
import { usePanel } from "../context";
import { Icon } from "./Icon";

export interface ComposerProps {
  /** Whether an answer is being written, so that there is something to stop. */
  phase: "idle" | "busy" | "stopping";
  /** Raised when the caret should come here. */
  focusAsked: number;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Characters of one message that the server accepts in any case. */
export const MAX_CHARS = 8000;
/** From here on the count is shown. */
const NEAR_LIMIT = MAX_CHARS - 400;
const MAX_HEIGHT_PX = 160;
const AFTER_COMPOSING_MS = 40;

export function Composer({ phase, focusAsked, onSend, onStop }: ComposerProps) {
  const { words, language } = usePanel();
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const composedAt = useRef(-Infinity);
  const { length } = text;
  const sendable = text.trim() !== "" && length <= MAX_CHARS && phase === "idle";

  useEffect(() => {
    if (focusAsked > 0) field.current?.focus({ preventScroll: true });
  }, [focusAsked]);

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [text]);

  const send = () => {
    if (!sendable) return;
    onSend(text);
    setText("");
    field.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a word, Enter belongs to it. Safari reports the Enter that
    // ends a word just after the composition is over.
    const composing = event.nativeEvent.isComposing || event.timeStamp - composedAt.current < AFTER_COMPOSING_MS;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  };

  const format = (count: number) => new Intl.NumberFormat(language).format(count);
  const limit = length > MAX_CHARS ? fill(words.tooLong, { count: format(length - MAX_CHARS) }) : fill(words.left, { count: format(MAX_CHARS - length) });
  return (
    <div className="composer">
      <div className="field">
        <textarea
          ref={field}
          rows={1}
          // Empty, it shows the placeholder, which is in the panel's own language.
          dir={text === "" ? undefined : "auto"}
          value={text}
          placeholder={words.placeholder}
          aria-label={words.composer}
          aria-invalid={length > MAX_CHARS}
          aria-describedby={length > NEAR_LIMIT ? "limit" : undefined}
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
          onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
          onKeyDown={onKeyDown}
        />
        {phase === "idle" ? (
          <button type="button" className="send" aria-label={words.send} title={words.send} disabled={!sendable} onClick={send}>
            <Icon name="send" />
          </button>
        ) : (
          <button
            type="button"
            className="send stop"
            aria-label={phase === "stopping" ? words.stopping : words.stop}
            title={words.stop}
            disabled={phase === "stopping"}
            onClick={onStop}
          >
            <Icon name="stop" />
          </button>
        )}
      </div>
      {length > NEAR_LIMIT && (
        <p id="limit" className={`limit ${length > MAX_CHARS ? "over" : ""}`} role="status">{limit}</p>
      )}
    </div>
  );
}
