/** Which language to speak. Owns the choice; the words are in `words`. */
import type { Language } from "./words";

/** The first of the wished locales (BCP 47) that the widget speaks; English otherwise. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split(/[-_]/)[0];
    if (language === "en" || language === "de") return language;
  }
  return "en";
}
