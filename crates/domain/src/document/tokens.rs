//! Words as search and quoting compare them, in documents and in questions alike: one spelling of each character, lower case, no
//! diacritics, no stop words, common endings cut. Scripts that put no spaces between words are cut into overlapping pairs of
//! characters, because where a word ends is not written down.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Words that say nothing about a topic, English and German, as [`fold`] leaves them and sorted.
const STOPWORDS: &[&str] = &[
    "a", "aber", "about", "all", "als", "also", "am", "an", "and", "any", "are", "as", "at", "auch", "auf",
    "aus", "be", "bei", "bin", "but", "by", "can", "could", "da", "das", "dass", "de", "dem", "den", "der",
    "des", "did", "die", "do", "doe", "does", "du", "durch", "ein", "eine", "einem", "einen", "einer", "er",
    "es", "every", "for", "from", "fur", "get", "gibt", "had", "hallo", "has", "hat", "have", "he", "hello",
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

fn forms(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let mut forms = Vec::new();
    let mut run = String::new();
    for piece in folded.split_word_bounds() {
        if piece.chars().all(is_unspaced) {
            run.push_str(piece);
            continue;
        }
        pairs(&mut run, &mut forms);
        if piece.chars().any(char::is_alphanumeric) {
            let parts = piece.split(['\'', '’']).filter(|part| !part.is_empty());
            forms.extend(parts.filter(|part| STOPWORDS.binary_search(part).is_err()).map(str::to_owned));
        }
    }
    pairs(&mut run, &mut forms);
    forms.into_iter()
}

/// One spelling for what reads the same: compatibility forms (full width, ligatures) become ordinary ones (NFKC), capitals small,
/// `ß` becomes `ss`, and accents of Latin, Greek and Cyrillic letters go. Marks of other scripts stay: there they are letters.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let plain = text.nfkd().filter(|c| !accent(c)).nfc();
    let mut folded = String::with_capacity(text.len());
    for c in plain.flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            c => folded.push(c),
        }
    }
    folded
}

/// Letters of scripts that are written without spaces: Han, Hiragana, Katakana, and the marks among them.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Empties a run of unspaced letters into overlapping pairs; a letter that stands alone is a word.
fn pairs(run: &mut String, forms: &mut Vec<String>) {
    let letters: Vec<char> = run.drain(..).collect();
    match letters[..] {
        [] => {}
        [alone] => forms.push(alone.to_string()),
        _ => forms.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>())),
    }
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
    use proptest::prelude::*;

    use super::*;

    fn list(text: &str) -> Vec<String> {
        words(text).collect()
    }

    #[test]
    fn what_reads_the_same_is_the_same() {
        for (one, other) in [
            ("Größe: 42 cm", "GROSSE 42 CM"),
            ("café", "cafe\u{301}"),
            ("Café", "cafe"),
            ("Ärger", "arger"),
            ("ＳＲ－５５０", "sr-550"),
            ("ﬁlter", "filter"),
            ("Ёлка", "елка"),
            ("ﾎﾟｲﾝﾄ", "ポイント"),
        ] {
            assert_eq!(list(one), list(other), "{one}");
        }
        assert_ne!(list("がく"), list("かく"), "a voicing mark is another letter");
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        let cases: [(&str, &[&str]); 6] = [
            ("返品でき", &["返品", "品で", "でき"]),
            ("犬", &["犬"]),
            ("借10册", &["借", "10", "册"]),
            ("SR-550の保証", &["sr", "550", "の保", "保証"]),
            ("返品。保証", &["返品", "保証"]),
            ("…", &[]),
        ];
        for (text, expect) in cases {
            assert_eq!(list(text), expect, "{text}");
        }
    }

    #[test]
    fn stop_words_are_sorted_as_the_search_needs_them() {
        assert!(STOPWORDS.is_sorted());
    }

    proptest! {
        #[test]
        fn how_accents_are_encoded_never_matters(text in r"([a-zäéßñ日ア' ]|\PC){0,40}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(list(&decomposed), list(&text));
            prop_assert!(list(&text).iter().all(|word| !word.is_empty()));
        }
    }

    #[test]
    fn words_compare_across_forms() {
        assert_eq!(list("How do I return the items?"), list("returned item"));
        assert_eq!(list("Die Rückgabe ist möglich"), ["ruckgab", "moglich"]);
    }
}
