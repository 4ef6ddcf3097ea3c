//! Words as text search sees them.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text in lower case, in order (Unicode Standard Annex #29; ideographs come out one by one).
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.unicode_words().map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_and_without_punctuation() {
        let cases: [(&str, &[&str]); 4] = [
            ("Don't panic!", &["don't", "panic"]),
            ("Größe: 42 cm", &["größe", "42", "cm"]),
            ("返品できますか", &["返", "品", "で", "き", "ま", "す", "か"]),
            ("…", &[]),
        ];
        for (text, expect) in cases {
            assert_eq!(words(text).collect::<Vec<_>>(), expect, "{text}");
        }
    }
}
