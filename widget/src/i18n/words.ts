/**
 * Every word that a visitor reads, in every language the widget speaks.
 *
 * Owns the texts. One entry per language and part; the compiler refuses a language that lacks one.
 */

export interface LauncherWords {
  title: string;
  open: string;
  openUnread: (count: number) => string;
  close: string;
}

export interface PanelWords {
  newChat: string;
  chats: string;
  back: string;
  close: string;
  untitled: string;
  noChats: string;
  loadMore: string;
  deleteChat: (title: string) => string;
  deleteQuestion: string;
  delete: string;
  cancel: string;
  welcome: string;
  suggestions: string;
  conversation: string;
  you: string;
  composer: string;
  placeholder: string;
  send: string;
  stop: string;
  stopping: string;
  tooLong: (over: string) => string;
  left: (count: string) => string;
  thinking: string;
  reasoning: string;
  usingTool: (name: string) => string;
  sources: string;
  citation: (marker: number, title: string) => string;
  passage: string;
  page: (page: string) => string;
  openPage: string;
  copy: string;
  copied: string;
  good: string;
  bad: string;
  again: string;
  retry: string;
  reconnect: string;
  dismiss: string;
  jumpToEnd: string;
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
  image: string;
  wait: (duration: string) => string;
  errors: Record<ErrorWord, string>;
}

/** Failures that have words of their own; every other one is `other`. */
export type ErrorWord =
  | "unauthenticated"
  | "origin_not_allowed"
  | "not_found"
  | "conflict"
  | "payload_too_large"
  | "invalid_request"
  | "rate_limited"
  | "quota_exceeded"
  | "upstream_error"
  | "unavailable"
  | "network"
  | "other";

export type Language = "en" | "de";

export const launcherWords: Record<Language, LauncherWords> = {
  en: {
    title: "Chat",
    open: "Open chat",
    openUnread: (count) => `Open chat, ${count} unread`,
    close: "Close chat",
  },
  de: {
    title: "Chat",
    open: "Chat öffnen",
    openUnread: (count) => `Chat öffnen, ${count} ungelesen`,
    close: "Chat schließen",
  },
};

export const panelWords: Record<Language, PanelWords> = {
  en: {
    newChat: "New chat",
    chats: "Your chats",
    back: "Back to the chat",
    close: "Close chat",
    untitled: "Untitled chat",
    noChats: "No chats yet. What you ask will be kept here.",
    loadMore: "Show older chats",
    deleteChat: (title) => `Delete “${title}”`,
    deleteQuestion: "Delete this chat for good?",
    delete: "Delete",
    cancel: "Cancel",
    welcome: "Hello! How can I help?",
    suggestions: "Suggested questions",
    conversation: "Conversation",
    you: "You",
    composer: "Your message",
    placeholder: "Write a message…",
    send: "Send message",
    stop: "Stop the answer",
    stopping: "Stopping…",
    tooLong: (over) => `${over} characters too long`,
    left: (count) => `${count} characters left`,
    thinking: "Writing an answer",
    reasoning: "How I got there",
    usingTool: (name) => `Using ${name}`,
    sources: "Sources",
    citation: (marker, title) => `Source ${marker}: ${title}`,
    passage: "Quoted passage",
    page: (page) => `Page ${page}`,
    openPage: "Open page",
    copy: "Copy answer",
    copied: "Copied",
    good: "Good answer",
    bad: "Poor answer",
    again: "Answer again",
    retry: "Try again",
    reconnect: "Reconnect",
    dismiss: "Dismiss",
    jumpToEnd: "Go to the newest message",
    stopped: "You stopped this answer.",
    cut: "The answer was too long and has been cut off.",
    interrupted: "The answer was interrupted.",
    failed: "Something went wrong while writing this answer.",
    notSent: "Not sent",
    offline: "You are offline. Messages can be sent again once you are connected.",
    lost: "Connection lost. Reconnecting…",
    connecting: "Connecting…",
    noParent: "This page is part of a chat widget and is shown inside other pages.",
    poweredBy: "Powered by Parlor",
    newTab: "opens in a new tab",
    image: "Image",
    wait: (duration) => `Please try again in ${duration}.`,
    errors: {
      unauthenticated: "Your chat has expired. Please reload the page.",
      origin_not_allowed: "This chat is not set up for this website.",
      not_found: "This assistant is not available.",
      conflict: "An answer is still being written. Wait for it to finish, then try again.",
      payload_too_large: "Your message is too long.",
      invalid_request: "This message could not be accepted.",
      rate_limited: "That was a lot at once.",
      quota_exceeded: "This assistant has reached its limit for now. Please come back later.",
      upstream_error: "The assistant cannot answer right now.",
      unavailable: "The service is busy or restarting.",
      network: "The server could not be reached. Check your connection.",
      other: "Something went wrong.",
    },
  },
  de: {
    newChat: "Neuer Chat",
    chats: "Ihre Chats",
    back: "Zurück zum Chat",
    close: "Chat schließen",
    untitled: "Chat ohne Titel",
    noChats: "Noch keine Chats. Ihre Fragen finden Sie später hier.",
    loadMore: "Ältere Chats anzeigen",
    deleteChat: (title) => `„${title}“ löschen`,
    deleteQuestion: "Diesen Chat endgültig löschen?",
    delete: "Löschen",
    cancel: "Abbrechen",
    welcome: "Guten Tag! Wie kann ich helfen?",
    suggestions: "Vorgeschlagene Fragen",
    conversation: "Unterhaltung",
    you: "Sie",
    composer: "Ihre Nachricht",
    placeholder: "Nachricht schreiben …",
    send: "Nachricht senden",
    stop: "Antwort anhalten",
    stopping: "Wird angehalten …",
    tooLong: (over) => `${over} Zeichen zu lang`,
    left: (count) => `Noch ${count} Zeichen`,
    thinking: "Antwort wird geschrieben",
    reasoning: "Wie ich darauf kam",
    usingTool: (name) => `Verwendet ${name}`,
    sources: "Quellen",
    citation: (marker, title) => `Quelle ${marker}: ${title}`,
    passage: "Zitierte Stelle",
    page: (page) => `Seite ${page}`,
    openPage: "Seite öffnen",
    copy: "Antwort kopieren",
    copied: "Kopiert",
    good: "Gute Antwort",
    bad: "Schlechte Antwort",
    again: "Noch einmal antworten",
    retry: "Erneut versuchen",
    reconnect: "Neu verbinden",
    dismiss: "Schließen",
    jumpToEnd: "Zur neuesten Nachricht",
    stopped: "Sie haben diese Antwort angehalten.",
    cut: "Die Antwort war zu lang und wurde abgeschnitten.",
    interrupted: "Die Antwort wurde unterbrochen.",
    failed: "Beim Schreiben der Antwort ist etwas schiefgegangen.",
    notSent: "Nicht gesendet",
    offline: "Sie sind offline. Nachrichten lassen sich wieder senden, sobald Sie verbunden sind.",
    lost: "Verbindung verloren. Wird wiederhergestellt …",
    connecting: "Verbindung wird aufgebaut …",
    noParent: "Diese Seite gehört zu einem Chat und wird innerhalb anderer Seiten angezeigt.",
    poweredBy: "Powered by Parlor",
    newTab: "öffnet in neuem Tab",
    image: "Bild",
    wait: (duration) => `Bitte versuchen Sie es in ${duration} erneut.`,
    errors: {
      unauthenticated: "Ihr Chat ist abgelaufen. Bitte laden Sie die Seite neu.",
      origin_not_allowed: "Dieser Chat ist für diese Website nicht eingerichtet.",
      not_found: "Dieser Assistent ist nicht verfügbar.",
      conflict: "Es wird noch eine Antwort geschrieben. Bitte warten Sie, bis sie fertig ist.",
      payload_too_large: "Ihre Nachricht ist zu lang.",
      invalid_request: "Diese Nachricht konnte nicht angenommen werden.",
      rate_limited: "Das war viel auf einmal.",
      quota_exceeded: "Dieser Assistent hat sein Limit erreicht. Bitte kommen Sie später wieder.",
      upstream_error: "Der Assistent kann gerade nicht antworten.",
      unavailable: "Der Dienst ist ausgelastet oder startet neu.",
      network: "Der Server ist nicht erreichbar. Bitte prüfen Sie Ihre Verbindung.",
      other: "Etwas ist schiefgegangen.",
    },
  },
};
