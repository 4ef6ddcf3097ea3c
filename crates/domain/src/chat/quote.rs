//! The words of a passage that a citation shows: the sentences nearest to what the answer claims. Always a verbatim substring.

use std::collections::HashSet;
use std::ops::Range;

use super::sentence::sentences;
use crate::document::tokens::words;

/// Longest quote, in characters.
pub const MAX_QUOTE: usize = 300;

/// How far before a marker the claim is looked for, in bytes.
const CLAIM_WINDOW: usize = 600;

/// The sentences of `chunk` that share most with `claim`, at most [`MAX_QUOTE`] characters, cut at a word when one sentence
/// is longer. Without anything in common: the chunk's beginning. A byte range of `chunk`.
pub fn quote(chunk: &str, claim: &str) -> Range<usize> {
    let wanted: HashSet<String> = words(claim).collect();
    let ranges = sentences(chunk);
    let scores: Vec<usize> = ranges.iter().map(|range| overlap(&chunk[range.clone()], &wanted)).collect();
    let best = best_window(chunk, &ranges, &scores);
    best.map_or(0..0, |range| range.start..range.start + shorten(&chunk[range]).len())
}

fn overlap(sentence: &str, wanted: &HashSet<String>) -> usize {
    words(sentence).filter(|word| wanted.contains(word)).collect::<HashSet<_>>().len()
}

/// The best sentence, widened by neighbours that share something with the claim while they fit.
fn best_window(chunk: &str, ranges: &[Range<usize>], scores: &[usize]) -> Option<Range<usize>> {
    let fits =
        |from: usize, to: usize| chunk[ranges[from].start..ranges[to].end].chars().count() <= MAX_QUOTE;
    let best = (0..ranges.len()).rev().max_by_key(|i| scores[*i])?;
    let (mut from, mut to) = (best, best);
    while to + 1 < ranges.len() && scores[to + 1] > 0 && fits(from, to + 1) {
        to += 1;
    }
    while from > 0 && scores[from - 1] > 0 && fits(from - 1, to) {
        from -= 1;
    }
    // A heading or a stub alone says little: take what follows it.
    while to + 1 < ranges.len() && ranges[to].end - ranges[from].start < 60 && fits(from, to + 1) {
        to += 1;
    }
    Some(ranges[from].start..ranges[to].end)
}

fn shorten(text: &str) -> &str {
    let Some((limit, _)) = text.char_indices().nth(MAX_QUOTE) else {
        return text;
    };
    let cut = &text[..limit];
    cut.rfind(char::is_whitespace).map_or(cut, |space| cut[..space].trim_end())
}

/// The last sentence of the answer so far: what a marker at its end stands for.
pub fn claim(answer: &str) -> &str {
    let mut from = answer.len().saturating_sub(CLAIM_WINDOW);
    while !answer.is_char_boundary(from) {
        from += 1;
    }
    let window = &answer[from..];
    let says_something = |range: &Range<usize>| words(&window[range.clone()]).nth(1).is_some();
    sentences(window).into_iter().rev().find(says_something).map_or(window, |range| &window[range])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CHUNK: &str = "Our shop was founded in 1998 by two sisters in Graz. Items can be returned within 30 days of delivery, \
                         unused and in their box. Shipping is free above 50 EUR.";

    #[test]
    fn the_sentence_that_was_claimed_is_quoted() {
        let claim = claim("Good question. You have 30 days to return items [1]");
        assert_eq!(claim, "You have 30 days to return items [1]");
        assert_eq!(
            &CHUNK[quote(CHUNK, claim)],
            "Items can be returned within 30 days of delivery, unused and in their box."
        );
        let shipping = quote(CHUNK, "Shipping costs nothing above 50 EUR");
        assert_eq!(&CHUNK[shipping], "Shipping is free above 50 EUR.");
    }

    #[test]
    fn nothing_in_common_quotes_the_beginning() {
        assert!(CHUNK[quote(CHUNK, "xyz")].starts_with("Our shop was founded"));
        assert_eq!(quote("", "xyz"), 0..0);
    }

    #[test]
    fn a_marker_after_the_full_stop_belongs_to_the_sentence_before() {
        assert_eq!(claim("First. Returns take 30 days. [1]"), "Returns take 30 days.");
    }

    proptest! {
        #[test]
        fn quotes_are_verbatim_and_short(chunk in ".{0,900}", said in ".{0,80}") {
            let quote = &chunk[quote(&chunk, &said)];
            prop_assert_eq!(quote, quote.trim());
            prop_assert!(quote.chars().count() <= MAX_QUOTE);
            prop_assert!(claim(&chunk).len() <= chunk.len());
        }
    }
}
