/**
 * Speaks the newest answer to a screen reader, sentence by sentence as each is finished.
 *
 * Owns the live region. The visible conversation is not live itself: it changes with every token.
 */
import { answerText, type AnswerStatus, type Message } from "@parlor/chat-client";
import { useEffect, useRef, useState } from "react";

import type { PanelWords } from "../../i18n/panel-words";
import { usePanel } from "../context";
import { spoken } from "../markdown/plain";
import { takeSentences } from "../sentences";

/** Sentences kept in the region; older ones have long been read. */
const KEPT = 12;
/** Characters that must have come before it is worth looking for the end of a sentence again. */
const ENOUGH = 40;

interface Said {
  id: string | null;
  next: number;
  /** How much was there when it was last looked at. */
  length: number;
  /** An answer that was not seen running was there before: it is history, not news. */
  running: boolean;
}

export function Announcer({ messages }: { messages: readonly Message[] }) {
  const { language, words } = usePanel();
  const said = useRef<Said>({ id: null, next: 0, length: 0, running: false });
  const [sentences, setSentences] = useState<{ key: number; text: string }[]>([]);
  const last = messages.at(-1);
  const answer = last?.role === "assistant" ? last : undefined;
  const text = answer ? answerText(answer) : "";
  const status = answer?.status;

  useEffect(() => {
    if (!answer || !status) return;
    const running = status === "waiting" || status === "streaming";
    if (!running && !said.current.running) return;
    // An answer gets its id when it begins, and a short one may begin and end between two frames.
    if (said.current.id !== answer.id) said.current = { id: answer.id, next: 0, length: 0, running: true };
    if (running && text.length - said.current.length < ENOUGH) return;
    const cut = takeSentences(text, said.current.next, !running, language);
    said.current = { id: answer.id, next: cut.next, length: text.length, running };
    const ending = running ? null : endingWords(status, words);
    const fresh = [...cut.sentences.map(spoken), ...(ending === null ? [] : [ending])].filter((sentence) => sentence !== "");
    if (fresh.length === 0) return;
    setSentences((before) => {
      const first = (before.at(-1)?.key ?? 0) + 1;
      return [...before, ...fresh.map((sentence, index) => ({ key: first + index, text: sentence }))].slice(-KEPT);
    });
  }, [answer, status, text, language, words]);

  return (
    <div className="unseen" aria-live="polite" aria-relevant="additions" data-announcer="">
      {sentences.map(({ key, text: sentence }) => <p key={key}>{sentence}</p>)}
    </div>
  );
}

function endingWords(status: AnswerStatus, words: Pick<PanelWords, "stopped" | "cut" | "interrupted" | "failed">): string | null {
  return status === "stopped" || status === "cut" || status === "interrupted" || status === "failed" ? words[status] : null;
}
