//! Words as search and quoting compare them: lower case, without stop words, common endings cut.

use unicode_segmentation::UnicodeSegmentation;

/// Words that say nothing about a topic, English and German, in lower case and sorted.
const STOPWORDS: &[&str] = &[
    "a", "aber", "about", "all", "als", "also", "am", "an", "and", "any", "are", "as", "at", "auch", "auf",
    "aus", "be", "bei", "bin", "but", "by", "can", "could", "da", "das", "dass", "de", "dem", "den", "der",
    "des", "did", "die", "do", "doe", "does", "du", "durch", "ein", "eine", "einem", "einen", "einer", "er",
    "es", "every", "for", "from", "für", "get", "gibt", "had", "hallo", "has", "hat", "have", "he", "hello",
    "her", "hey", "hi", "his", "how", "i", "ich", "if", "ihr", "im", "in", "is", "ist", "it", "its", "kann",
    "man", "me", "mein", "meine", "mich", "mir", "mit", "much", "my", "nach", "nicht", "no", "not", "oder",
    "of", "on", "or", "our", "please", "she", "should", "sich", "sie", "sind", "so", "tell", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "to", "um", "und", "uns", "us", "vom",
    "von", "war", "was", "we", "wenn", "wer", "were", "what", "when", "where", "which", "who", "why", "wie",
    "will", "wir", "with", "wo", "would", "you", "your", "zu", "zum", "zur",
];

/// The words that carry meaning: lower case, plural and common endings cut, stop words left out.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    forms(text).map(stem)
}

/// As [`words`], each beside the form it has in the text, in lower case.
pub fn words_and_forms(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    forms(text).map(|form| (stem(form.clone()), form))
}

fn forms(text: &str) -> impl Iterator<Item = String> + '_ {
    text.unicode_words()
        .flat_map(|word| word.split(['\'', '’']))
        .map(str::to_lowercase)
        .filter(|word| STOPWORDS.binary_search(&word.as_str()).is_err())
}

fn stem(mut word: String) -> String {
    const ENDINGS: &[&str] =
        &["ungen", "ing", "ung", "ies", "ed", "es", "en", "er", "em", "ly", "s", "e", "y"];
    // Twice, so that "delivery" meets "delivers".
    for _ in 0..2 {
        let fits = |ending: &&&str| word.ends_with(**ending) && word.chars().count() >= ending.len() + 3;
        let Some(ending) = ENDINGS.iter().find(fits) else { break };
        word.truncate(word.len() - ending.len());
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ideographs_are_words_and_punctuation_is_none() {
        let cases: [(&str, &[&str]); 3] =
            [("Größe: 42 cm", &["größ", "42", "cm"]), ("返品でき", &["返", "品", "で", "き"]), ("…", &[])];
        for (text, expect) in cases {
            assert_eq!(words(text).collect::<Vec<_>>(), expect, "{text}");
        }
    }

    #[test]
    fn stop_words_are_sorted_as_the_search_needs_them() {
        assert!(STOPWORDS.is_sorted());
    }

    #[test]
    fn words_compare_across_forms() {
        let list = |text| words(text).collect::<Vec<_>>();
        assert_eq!(list("How do I return the items?"), list("returned item"));
        assert_eq!(list("Die Rückgabe ist möglich"), ["rückgab", "möglich"]);
    }
}
