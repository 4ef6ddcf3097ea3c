/** The language in force and its texts. Owns the loading; English stands in until a language has arrived. */
import { useEffect, useMemo, useState } from "react";

import { type Language, isRightToLeft } from "../i18n/language";
import { en, loadWords, type PanelWords, withTexts } from "../i18n/panel-words";

export interface Spoken {
  language: Language;
  words: PanelWords;
}

const ENGLISH: Spoken = { language: "en", words: en };

/** Loads a language; English when that fails. */
export async function speak(language: Language): Promise<Spoken> {
  try {
    return { language, words: await loadWords(language) };
  } catch {
    return ENGLISH;
  }
}

/** The texts of `language`, with the customer's own; `first` is what the panel began with. */
export function useWords(first: Spoken, language: Language, texts: Readonly<Record<string, unknown>> | undefined): Spoken {
  const [spoken, setSpoken] = useState(first);
  useEffect(() => {
    let wanted = true;
    void speak(language).then((next) => wanted && setSpoken(next));
    return () => {
      wanted = false;
    };
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
    document.documentElement.dir = isRightToLeft(spoken.language) ? "rtl" : "ltr";
  }, [spoken]);
  return useMemo(() => ({ language: spoken.language, words: withTexts(spoken.words, texts) }), [spoken, texts]);
}
