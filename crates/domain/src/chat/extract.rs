//! The built-in answerer `parlor/extract`: replies with the sentences of the passages that fit the question best, cited, and
//! says that it only quotes. It serves while no language model is configured; the same question always gets the same answer.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use futures::{StreamExt, stream};

use super::model::{FinishReason, ModelEvent, ModelRequest, ModelStream};
use super::sentence::{is_heading, is_list_item, is_table_row, plain, sentences};
use super::{MessageRole, Usage};
use crate::document::retrieve::Passage;
use crate::document::tokens::{words, words_and_forms};

/// The model id of this answerer.
pub const MODEL: &str = "parlor/extract";

/// Most extracts in one answer.
const MAX_EXTRACTS: usize = 3;
/// Longest extract, in characters; reached only by widening a short sentence.
const MAX_EXTRACT: usize = 360;
/// A shorter extract takes the next sentence along, in characters.
const STUB: usize = 70;
/// A sentence must reach this share of the best one's score.
const SHARE_OF_BEST: f32 = 0.6;
/// A passage that shares no word with the question is still quoted when its vector is at least this similar.
const SIMILAR: f32 = 0.4;
/// Longest sentence that is looked at, in characters: a table or a log is no answer.
const MAX_SENTENCE: usize = 600;

/// The answer to the last message of the request, as a stream of a handful of deltas.
pub fn answer(request: ModelRequest) -> ModelStream {
    let question = request.messages.iter().rev().find(|m| m.role == MessageRole::User);
    let question = question.map_or("", |m| m.content.as_str());
    let usage = Usage { model: MODEL.to_owned(), input_tokens: 0, output_tokens: 0, cost_micros: Some(0) };
    let mut events: Vec<_> =
        compose(question, &request.passages).into_iter().map(|text| Ok(ModelEvent::Text(text))).collect();
    events.push(Ok(ModelEvent::Usage(usage)));
    events.push(Ok(ModelEvent::Finish(FinishReason::Stop)));
    stream::iter(events).boxed()
}

/// The answer's text in pieces.
pub fn compose(question: &str, passages: &[Passage]) -> Vec<String> {
    let phrases = if is_german(question) { &GERMAN } else { &ENGLISH };
    let extracts = extracts(question, passages);
    if extracts.is_empty() {
        return vec![phrases.nothing.to_owned()];
    }
    let mut pieces = vec![format!("{}\n\n", phrases.intro)];
    for extract in &extracts {
        let mut piece = String::new();
        let _ = write!(piece, "> {} [{}]\n\n", extract.text, extract.marker);
        pieces.push(piece);
    }
    pieces.push(phrases.note.to_owned());
    pieces
}

struct Phrases {
    intro: &'static str,
    note: &'static str,
    nothing: &'static str,
}

const ENGLISH: Phrases = Phrases {
    intro: "Here is what the documents say about that:",
    note: "*I only quote the documents: no language model is configured yet.*",
    nothing: "I found nothing about that in the documents. I can only quote them, because no language model is configured \
              yet. Try asking with other words.",
};

const GERMAN: Phrases = Phrases {
    intro: "Das sagen die Dokumente dazu:",
    note: "*Ich zitiere nur die Dokumente: Es ist noch kein Sprachmodell eingerichtet.*",
    nothing: "Dazu habe ich in den Dokumenten nichts gefunden. Ich kann nur aus ihnen zitieren, weil noch kein Sprachmodell \
              eingerichtet ist. Versuchen Sie es mit anderen Worten.",
};

fn is_german(question: &str) -> bool {
    const MARKS: &[&str] = &[
        "der", "die", "das", "ist", "sind", "wie", "wo", "wann", "warum", "wer", "ich", "kann", "und",
        "nicht", "ein", "eine", "gibt", "für", "mein", "welche", "kostet", "haben", "wird",
    ];
    let lower = question.to_lowercase();
    lower.contains(['ä', 'ö', 'ü', 'ß'])
        || lower.split(|c: char| !c.is_alphanumeric()).any(|w| MARKS.contains(&w))
}

struct Extract {
    marker: usize,
    text: String,
}

struct Candidate {
    passage: usize,
    sentence: usize,
    score: f32,
}

fn extracts(question: &str, passages: &[Passage]) -> Vec<Extract> {
    let cut: Vec<Vec<Range<usize>>> = passages.iter().map(|p| sentences(&p.source.chunk.text)).collect();
    let asked: BTreeMap<String, String> = words_and_forms(question).collect();
    let mut candidates = score(&asked, passages, &cut);
    if candidates.is_empty() {
        candidates.extend(similar(passages, &cut));
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let least = candidates.first().map_or(0.0, |best| best.score * SHARE_OF_BEST);
    let mut chosen: Vec<Extract> = Vec::new();
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for candidate in candidates.iter().take_while(|c| c.score >= least) {
        if chosen.len() == MAX_EXTRACTS {
            break;
        }
        if seen.contains(&(candidate.passage, candidate.sentence)) {
            continue;
        }
        let text = &passages[candidate.passage].source.chunk.text;
        let used = |sentence| seen.contains(&(candidate.passage, sentence));
        let (last, extract) = widen(text, &cut[candidate.passage], candidate.sentence, used);
        seen.extend((candidate.sentence..=last).map(|sentence| (candidate.passage, sentence)));
        if chosen.iter().all(|earlier| !earlier.text.contains(&extract) && !extract.contains(&earlier.text)) {
            chosen.push(Extract { marker: candidate.passage + 1, text: extract });
        }
    }
    chosen
}

/// Sentences that share words with the question. A rare word counts more than a common one (IDF over all sentences), a word
/// in the very form that was asked counts more, one of the title or heading counts a little, and a passage further down the
/// list counts less.
fn score(
    asked: &BTreeMap<String, String>,
    passages: &[Passage],
    cut: &[Vec<Range<usize>>],
) -> Vec<Candidate> {
    let mut frequency: HashMap<&str, f32> = HashMap::new();
    let mut matches: Vec<(usize, usize, BTreeMap<&str, bool>)> = Vec::new();
    let mut total = 0.0;
    for (passage, ranges) in cut.iter().enumerate() {
        let text = &passages[passage].source.chunk.text;
        for (sentence, range) in ranges.iter().enumerate() {
            total += 1.0;
            let mut found: BTreeMap<&str, bool> = BTreeMap::new();
            for (word, form) in words_and_forms(&text[range.clone()]) {
                if let Some((word, asked_form)) = asked.get_key_value(&word) {
                    *found.entry(word).or_default() |= form == *asked_form;
                }
            }
            for word in found.keys() {
                *frequency.entry(word).or_default() += 1.0;
            }
            let line = &text[range.clone()];
            if !found.is_empty() && !is_heading(line) && line.chars().count() <= MAX_SENTENCE {
                matches.push((passage, sentence, found));
            }
        }
    }
    let weight = |word: &str| (1.0 + total / frequency.get(word).copied().unwrap_or(1.0)).ln();
    let context: Vec<HashSet<String>> = passages
        .iter()
        .map(|p| words(&p.source.title).chain(words(&p.source.chunk.heading)).collect())
        .collect();
    matches
        .into_iter()
        .map(|(passage, sentence, found)| {
            let direct: f32 =
                found.iter().map(|(word, exact)| weight(word) * if *exact { 1.3 } else { 1.0 }).sum();
            let around: f32 = asked
                .keys()
                .filter(|word| !found.contains_key(word.as_str()) && context[passage].contains(*word))
                .map(|word| weight(word))
                .sum();
            let rank = 1.0 / (1.0 + 0.1 * passage as f32);
            Candidate { passage, sentence, score: (direct + 0.5 * around) * rank }
        })
        .collect()
}

/// The beginnings of passages that are close to the question without sharing a word with it.
fn similar(passages: &[Passage], cut: &[Vec<Range<usize>>]) -> Vec<Candidate> {
    passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.vector_score.is_some_and(|score| score >= SIMILAR))
        .filter_map(|(index, passage)| {
            let text = &passage.source.chunk.text;
            let sentence = cut[index].iter().position(|range| !is_heading(&text[range.clone()]))?;
            Some(Candidate { passage: index, sentence, score: passage.vector_score.unwrap_or_default() })
        })
        .take(2)
        .collect()
}

/// A sentence as it is shown, with the ones after it while it is a stub or announces a list, and as far as they are not
/// `used`. Returns the last one's index.
fn widen(
    text: &str,
    ranges: &[Range<usize>],
    sentence: usize,
    used: impl Fn(usize) -> bool,
) -> (usize, String) {
    let first = &text[ranges[sentence].clone()];
    let mut last = sentence;
    let mut extract = plain(first);
    let mut list = extract.ends_with(':');
    while last + 1 < ranges.len() && (list || extract.chars().count() < STUB) {
        let next = &text[ranges[last + 1].clone()];
        let addition = plain(next);
        let long = extract.chars().count() + addition.chars().count() > MAX_EXTRACT;
        let foreign = is_heading(next) || is_table_row(first) || is_table_row(next);
        if long || foreign || used(last + 1) || (list && last > sentence && !is_list_item(next)) {
            break;
        }
        extract.push_str(if list && last > sentence { "; " } else { " " });
        extract.push_str(&addition);
        list = list || addition.ends_with(':');
        last += 1;
    }
    (last, extract)
}

#[cfg(test)]
mod tests;
