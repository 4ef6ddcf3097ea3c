//! Checks of the words of an answer.

use crate::score::Finding;
use crate::suite::check::Number;
use crate::suite::value::{Language, Pattern};

/// Lower case, every run of spaces one space, typographic quotes and dashes as on a keyboard: what people mean by "the same words".
pub(crate) fn plain(text: &str) -> String {
    let lower: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' | '„' => '"',
            '–' | '—' | '‑' => '-',
            other => other,
        })
        .collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn exact(answer: &str, text: &str) -> Finding {
    let same = answer.trim() == text.trim();
    Finding::of(same, if same { "it is the expected text" } else { "it is another text" })
}

pub(super) fn contains(answer: &str, text: &str) -> Finding {
    let found = plain(answer).contains(&plain(text));
    Finding::of(found, format!("“{text}” is {}there", if found { "" } else { "not " }))
}

pub(super) fn contains_any(answer: &str, texts: &[String]) -> Finding {
    let answer = plain(answer);
    match texts.iter().find(|text| !text.trim().is_empty() && answer.contains(&plain(text))) {
        Some(text) => Finding::of(true, format!("“{text}” is there")),
        None => Finding::of(false, format!("none of “{}” is there", texts.join("”, “"))),
    }
}

pub(super) fn lacks(answer: &str, text: &str) -> Finding {
    let found = plain(answer).contains(&plain(text));
    Finding::of(!found, format!("“{text}” is {}there", if found { "" } else { "not " }))
}

pub(super) fn matches(answer: &str, pattern: &Pattern) -> Finding {
    match pattern.get().find(answer) {
        Some(found) => Finding::of(true, format!("“{}” matches", found.as_str())),
        None => Finding::of(false, format!("nothing matches {pattern}")),
    }
}

pub(super) fn matches_not(answer: &str, pattern: &Pattern) -> Finding {
    match pattern.get().find(answer) {
        Some(found) => Finding::of(false, format!("“{}” matches", found.as_str())),
        None => Finding::of(true, format!("nothing matches {pattern}")),
    }
}

pub(super) fn number(answer: &str, wanted: Number) -> Finding {
    let numbers = numbers(answer);
    let closest =
        numbers.iter().min_by(|a, b| (*a - wanted.value).abs().total_cmp(&(*b - wanted.value).abs()));
    match closest {
        None => Finding::of(false, "there is no number"),
        Some(closest) => {
            // A hair more than asked, so that 0.1 + 0.2 is within 0 of 0.3.
            let slack = f64::EPSILON * wanted.value.abs().max(1.0) * 4.0;
            let near = (closest - wanted.value).abs() <= wanted.tolerance + slack;
            Finding::of(
                near,
                format!("the closest number is {closest}, expected {} ± {}", wanted.value, wanted.tolerance),
            )
        }
    }
}

/// The numbers in a text. `1,000.5` and `1.000,5` are both read as written by people: a separator with three digits after it and
/// another separator later, or repeated, groups; a single one before other than three digits is the decimal point.
fn numbers(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (!word.is_empty() && matches!(c, '.' | ',')) {
            if word.is_empty() && matches!(before, '-' | '−') {
                word.push('-');
            }
            word.push(c);
        } else {
            if !word.is_empty() {
                found.extend(parse_number(word.trim_end_matches(['.', ','])));
                word.clear();
            }
            before = c;
        }
    }
    found
}

fn parse_number(word: &str) -> Option<f64> {
    let last = word.rfind(['.', ',']);
    let Some(last) = last else { return word.parse().ok() };
    let separator = word.as_bytes()[last];
    let decimals = word.len() - last - 1;
    let several = word.bytes().filter(|byte| *byte == separator).count() > 1;
    let mixed = word[..last].contains(['.', ',']) && !several;
    // `1,000` groups; `1.000` is taken as written in code and tables.
    let groups = several || (decimals == 3 && separator == b',' && !mixed);
    let (whole, fraction) = if groups { (word, "") } else { (&word[..last], &word[last + 1..]) };
    let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    format!("{whole}.{fraction}0").parse().ok()
}

pub(super) fn language(answer: &str, wanted: &Language) -> Finding {
    let text = without_quotes(answer);
    match whatlang::detect(if text.trim().is_empty() { answer } else { &text }) {
        None => Finding::of(false, "no language can be recognised"),
        Some(info) => {
            Finding::of(info.lang() == *wanted.get(), format!("it looks like {}", info.lang().eng_name()))
        }
    }
}

/// The answer's own words: quoted passages keep the language of their document.
fn without_quotes(answer: &str) -> String {
    answer.lines().filter(|line| !line.trim_start().starts_with('>')).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expect) in [
            ("It costs €32 a day.", vec![32.0]),
            ("€4.90, or 1,000.50 or 1.000,50.", vec![4.9, 1000.5, 1000.5]),
            ("1,000 and 1,000,000 and 4,90", vec![1000.0, 1_000_000.0, 4.9]),
            ("-5 degrees, −3, 7:30", vec![-5.0, -3.0, 7.0, 30.0]),
            ("none", vec![]),
        ] {
            assert_eq!(numbers(text), expect, "{text}");
        }
    }
}
