/**
 * Every text that a visitor reads in the panel, by name.
 *
 * Owns the names; the texts are in one file per language, of which a visitor loads one. The
 * compiler refuses a language that lacks a text. `{name}` stands for something that is filled in.
 */
import { en } from "./panel/en";
import type { Language } from "./language";

export interface PanelWords {
  newChat: string;
  chats: string;
  back: string;
  close: string;
  more: string;
  untitled: string;
  noChats: string;
  loadMore: string;
  /** `{title}` */
  deleteChat: string;
  deleteQuestion: string;
  delete: string;
  cancel: string;
  welcome: string;
  suggestions: string;
  conversation: string;
  earlier: string;
  you: string;
  composer: string;
  placeholder: string;
  send: string;
  stop: string;
  stopping: string;
  /** `{count}` characters over the limit */
  tooLong: string;
  /** `{count}` characters */
  left: string;
  thinking: string;
  reasoning: string;
  /** `{tool}` */
  toolRunning: string;
  toolDone: string;
  toolFailed: string;
  toolDenied: string;
  approvalQuestion: string;
  approve: string;
  deny: string;
  sources: string;
  /** `{marker}`, `{title}` */
  citation: string;
  passage: string;
  /** `{page}` */
  page: string;
  copy: string;
  copied: string;
  good: string;
  bad: string;
  commentQuestion: string;
  commentSend: string;
  commentThanks: string;
  again: string;
  retry: string;
  reconnect: string;
  dismiss: string;
  jumpToEnd: string;
  transcript: string;
  soundOn: string;
  soundOff: string;
  stopped: string;
  cut: string;
  interrupted: string;
  failed: string;
  notSent: string;
  offline: string;
  lost: string;
  connecting: string;
  noParent: string;
  poweredBy: string;
  newTab: string;
  /** `{duration}`, such as "7 seconds" */
  wait: string;
  /** Failures; a code without a text of its own is `errorOther`. */
  errorExpired: string;
  errorOrigin: string;
  errorNotFound: string;
  errorConflict: string;
  errorTooLarge: string;
  errorInvalid: string;
  errorRate: string;
  errorQuota: string;
  errorUpstream: string;
  errorUnavailable: string;
  errorNetwork: string;
  errorOther: string;
}

/** English is always there: for its speakers, and while another language is on its way. */
export { en };

/** The texts of a language. Rejects when they cannot be loaded. */
export async function loadWords(language: Language): Promise<PanelWords> {
  switch (language) {
    case "en": return en;
    case "de": return (await import("./panel/de")).de;
    case "fr": return (await import("./panel/fr")).fr;
    case "es": return (await import("./panel/es")).es;
    case "pt": return (await import("./panel/pt")).pt;
    case "ja": return (await import("./panel/ja")).ja;
    case "zh": return (await import("./panel/zh")).zh;
    case "ar": return (await import("./panel/ar")).ar;
    case "he": return (await import("./panel/he")).he;
  }
}

/** `words`, with those that the customer has texts of their own for. Unknown names are left out. */
export function withTexts(words: PanelWords, texts: Readonly<Record<string, unknown>> | undefined): PanelWords {
  if (!texts) return words;
  const own = Object.entries(texts).filter(([name, text]) => Object.hasOwn(words, name) && typeof text === "string");
  return { ...words, ...Object.fromEntries(own) };
}

/** `template` with each `{name}` replaced by its value. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (all, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : all));
}
