/**
 * The few words that stand on the host page itself, in every language: everything else is loaded
 * with the panel. Kept as one line per language, because every page view pays for it.
 */
import { type Language, LANGUAGES } from "./language";

export interface LauncherWords {
  title: string;
  open: string;
  close: string;
  /** What a number of messages is: "unread". */
  unread: string;
}

const WORDS = `Chat|Open chat|Close chat|unread
Chat|Chat öffnen|Chat schließen|ungelesen
Chat|Ouvrir le chat|Fermer le chat|non lus
Chat|Abrir el chat|Cerrar el chat|sin leer
Chat|Abrir o chat|Fechar o chat|não lidas
チャット|チャットを開く|チャットを閉じる|件の未読
聊天|打开聊天|关闭聊天|条未读
الدردشة|فتح الدردشة|إغلاق الدردشة|غير مقروءة
צ׳אט|פתיחת הצ׳אט|סגירת הצ׳אט|שלא נקראו`.split("\n");

/** The words of `language`, or the customer's own. */
export function launcherWords(language: Language, texts: Partial<LauncherWords> = {}): LauncherWords {
  const [title, open, close, unread] = (WORDS[LANGUAGES.indexOf(language)] ?? "").split("|") as [string, string, string, string];
  return { title, open, close, unread, ...texts };
}
