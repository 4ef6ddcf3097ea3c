/** Where the visitor writes. Enter sends, Shift+Enter breaks the line; input methods are left in peace. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";

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
  const { panel, words, language } = usePanel();
  const [{ text }, setDraft] = useState(panel.draft.get);
  const field = useRef<HTMLTextAreaElement>(null);
  const composedAt = useRef(-Infinity);
  const { length } = text;
  const sendable = text.trim() !== "" && length <= MAX_CHARS && phase === "idle";

  // Not `useSyncExternalStore`, which on Preact listens only after a frame: what comes from outside in between would be
  // overwritten by the next key.
  useLayoutEffect(() => panel.draft.subscribe(() => setDraft(panel.draft.get())), [panel]);

  // Before anything else can happen: the next key may be on its way.
  useLayoutEffect(() => {
    if (focusAsked > 0) field.current?.focus({ preventScroll: true });
  }, [focusAsked]);

  useLayoutEffect(() => {
    // The panel has the focus and nothing in it: what is typed belongs here.
    const onKeyDown = ({ target, key, ctrlKey, metaKey, altKey }: globalThis.KeyboardEvent) => {
      if (target === document.body && key.length === 1 && !ctrlKey && !metaKey && !altKey) field.current?.focus({ preventScroll: true });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [text]);

  const send = () => {
    if (!sendable) return;
    panel.draft.patch({ text: "" });
    onSend(text);
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
          onChange={(event) => panel.draft.patch({ text: event.target.value })}
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
        <p id="limit" className={`limit ${length > MAX_CHARS ? "over" : ""}`} role="status">
          {fill(length > MAX_CHARS ? words.tooLong : words.left, { count: new Intl.NumberFormat(language).format(Math.abs(MAX_CHARS - length)) })}
        </p>
      )}
    </div>
  );
}
