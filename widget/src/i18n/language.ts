/** Which language to speak. Owns the list and the choice; the words are elsewhere. */

/** The languages that the widget speaks (ISO 639-1). */
export const LANGUAGES = ["en", "de", "fr", "es", "pt", "ja", "zh", "ar", "he"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Whether a language is written from right to left. */
export function isRightToLeft(language: Language): boolean {
  return language === "ar" || language === "he";
}

/** The first of the wished locales (BCP 47) that the widget speaks; English otherwise. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    // `iw` is what browsers once called Hebrew.
    const code = wish?.toLowerCase().split(/[-_]/)[0]?.replace("iw", "he");
    const language = LANGUAGES.find((known) => known === code);
    if (language) return language;
  }
  return "en";
}
