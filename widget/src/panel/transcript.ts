/** A conversation as a text file: what was said, by whom, on what grounds. */
import { answerText, type Message } from "@parlor/chat-client";

import { fill, type PanelWords } from "../i18n/panel-words";

/** The conversation in Markdown, oldest message first. */
export function transcript(messages: readonly Message[], agent: string, words: PanelWords, locale: string): string {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const said = messages.map((message) => {
    const who = message.role === "user" ? words.you : agent;
    const text = message.role === "user" ? message.text : answerText(message);
    const sources = message.role === "user" ? [] : message.citations;
    const notes = sources.map(({ marker, title, heading, page, quote }) => {
      const place = [heading, page === null ? null : fill(words.page, { page })].filter((part) => part !== null);
      return `[${marker}] ${[title, ...place].join(" · ")}\n> ${quote.replace(/\n/g, "\n> ")}`;
    });
    return [`## ${who} · ${when.format(new Date(message.createdAt))}`, text, ...notes].join("\n\n");
  });
  return [`# ${agent}`, ...said].join("\n\n") + "\n";
}

/** Lets the browser save it. */
export function saveTranscript(messages: readonly Message[], agent: string, words: PanelWords, locale: string): void {
  const file = new Blob([transcript(messages, agent, words, locale)], { type: "text/markdown;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${agent.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "chat"}.md`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
