//! Sentences of a passage: what quotes are cut along. Plain rules for European languages and
//! Markdown; it knows nothing of questions, citations or models.

use std::ops::Range;

/// Abbreviations after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "bzw", "ca", "co", "dr", "eg", "e.g", "etc", "evtl", "fig", "ggf", "i.e", "ie", "inc", "inkl",
    "jr", "ltd", "max", "min", "mr", "mrs", "ms", "no", "nr", "prof", "st", "str", "usw", "vgl", "vs", "z.b",
];

const BULLETS: [&str; 4] = ["- ", "* ", "+ ", "• "];

/// What may stand between a full stop and the white space after it.
const CLOSERS: [char; 9] = ['"', '\'', '”', '“', '’', '»', ')', ']', '*'];

/// Byte ranges of the sentences of a text, in order, without surrounding white space. A heading, a list item or a table row is
/// a sentence of its own; a line break inside a paragraph is not a boundary.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let ends = match c {
            '\n' => line_ends_sentence(&text[start..at], &text[end..]),
            '.' | '!' | '?' | '…' => stop_ends_sentence(&text[start..end], &text[end..]),
            c if CLOSERS.contains(&c) => stop_ends_sentence(&text[start..end], &text[end..]),
            '。' | '！' | '？' => true,
            _ => false,
        };
        if ends {
            push_trimmed(text, start..end, &mut found);
            start = end;
        }
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        found.push(start..end);
    }
}

fn line_ends_sentence(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let next = after.split('\n').next().unwrap_or_default();
    next.trim().is_empty() || line.trim_start().starts_with(['#', '|']) || starts_block(next)
}

fn starts_block(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') || is_heading(line) || is_table_row(line) || is_list_item(line)
}

fn stop_ends_sentence(sentence: &str, after: &str) -> bool {
    let boundary = after.is_empty() || after.starts_with(char::is_whitespace);
    let body = sentence.trim_end_matches(CLOSERS);
    let Some(stop) = body.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…')) else {
        return false;
    };
    if !boundary || after.trim_start().starts_with(char::is_lowercase) {
        return false;
    }
    if stop != '.' || body.len() < sentence.len() {
        return true;
    }
    let before = body.trim_end_matches('.');
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let list_number = before.trim() == word && word.chars().all(|c| c.is_ascii_digit());
    !(initial || list_number || ABBREVIATIONS.contains(&word.to_lowercase().as_str()))
}

/// A sentence as it reads outside its document: list and heading marks gone, a table row's cells as words, white space single.
pub fn plain(sentence: &str) -> String {
    let mut text = sentence.trim().trim_start_matches(['#', '>']).trim_start();
    for bullet in BULLETS {
        text = text.strip_prefix(bullet).unwrap_or(text);
    }
    if is_table_row(text) {
        let cells: Vec<&str> = text.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        return cells.join(if cells.len() == 2 { ": " } else { " · " });
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a sentence is an item of a list, numbered or not.
pub fn is_list_item(sentence: &str) -> bool {
    BULLETS.iter().any(|bullet| sentence.starts_with(bullet)) || is_numbered(sentence)
}

/// Whether a sentence is a heading.
pub fn is_heading(sentence: &str) -> bool {
    sentence.starts_with('#')
}

/// Whether a sentence is a row of a table.
pub fn is_table_row(sentence: &str) -> bool {
    sentence.starts_with('|')
}

fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn prose_is_cut_at_full_stops_only() {
        check("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]);
        check("It costs 3.50 EUR. See e.g. Dr. Who.", &["It costs 3.50 EUR.", "See e.g. Dr. Who."]);
        check("A line\nbroken softly. Next.", &["A line\nbroken softly.", "Next."]);
        check(
            "He said \"Stop.\" They did (all of them.) Then",
            &["He said \"Stop.\"", "They did (all of them.)", "Then"],
        );
        check("", &[]);
    }

    #[test]
    fn headings_and_items_stand_alone() {
        check(
            "# Returns\nWithin 30 days:\n- unused\n- boxed\n\nThanks",
            &["# Returns", "Within 30 days:", "- unused", "- boxed", "Thanks"],
        );
        check("1. Open it.\n2. Close it.", &["1. Open it.", "2. Close it."]);
    }

    #[test]
    fn sentences_read_well_outside_their_document() {
        assert_eq!(plain("- unused\n  and  boxed"), "unused and boxed");
        assert_eq!(plain("## Returns"), "Returns");
        assert_eq!(plain("| Puncture | €18 |"), "Puncture: €18");
        assert_eq!(plain("| a | b | c |"), "a · b · c");
    }
}
