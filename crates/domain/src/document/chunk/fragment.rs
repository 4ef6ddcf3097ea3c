//! One block as pieces that fit: itself, or what it falls into when it is too long.

use std::ops::Range;

use text_splitter::{ChunkConfig, ChunkConfigError, ChunkSizer, TextSplitter};
use unicode_segmentation::UnicodeSegmentation;

use super::ChunkSettings;
use crate::document::layout::{Part, Shape};

/// Quarters of a token, which is what one ASCII character of English prose costs.
const QUARTERS: usize = 4;

/// A range of the text, and what is written around it so that it can be read alone.
pub(super) struct Fragment<'a> {
    pub range: Range<usize>,
    pub before: &'a str,
    pub after: &'a str,
}

/// Measures text against the settings.
pub(super) struct Size {
    capacity: usize,
    overlap: usize,
    prose: TextSplitter<Estimate>,
}

/// Tokens without a tokenizer: a word of English has about one for every four characters, accented and Greek or Cyrillic
/// text one for every two, ideographs one each. Errs on the long side.
struct Estimate;

impl ChunkSizer for Estimate {
    fn size(&self, chunk: &str) -> usize {
        quarters(chunk)
    }
}

fn quarters(text: &str) -> usize {
    let cost = |c: char| match u32::from(c) {
        0..0x80 => 1,
        0x80..0x2e80 => QUARTERS / 2,
        _ => QUARTERS,
    };
    text.chars().map(cost).sum()
}

impl Shape {
    /// Whether a following passage may begin with the end of this one.
    pub(super) fn flows(self) -> bool {
        matches!(self, Self::Prose | Self::List)
    }
}

impl Size {
    pub fn new(settings: ChunkSettings) -> Result<Self, ChunkConfigError> {
        let capacity = settings.max_tokens as usize * QUARTERS;
        let overlap = capacity * settings.overlap_percent as usize / 100;
        let config = ChunkConfig::new(capacity).with_overlap(overlap)?.with_sizer(Estimate);
        Ok(Self { capacity, overlap, prose: TextSplitter::new(config) })
    }

    pub fn fits(&self, text: &str) -> bool {
        quarters(text) <= self.capacity
    }
}

/// The block in pieces that fit.
pub(super) fn fragments<'a>(text: &'a str, part: &Part, size: &Size) -> Vec<Fragment<'a>> {
    let (whole, start) = (&text[part.range.clone()], part.range.start);
    let bare = |range: Range<usize>| Fragment { range, before: "", after: "" };
    if size.fits(whole) {
        return vec![bare(part.range.clone())];
    }
    let prose = |from: usize, words: &str| -> Vec<Range<usize>> {
        let chunks = size.prose.chunk_indices(words);
        let ranges = chunks.map(|(at, chunk)| from + at..from + at + chunk.len());
        // The splitter searches by halves and can miss the mark where lines differ much in cost.
        ranges.flat_map(|range| split_evenly(text, range, size.capacity)).collect()
    };
    match part.shape {
        Shape::Prose => prose(start, whole).into_iter().map(bare).collect(),
        Shape::List => {
            let items = item_starts(whole).map(|at| start + at);
            let packed = pack(text, items.chain([part.range.end]), size.capacity);
            let cut = |range: Range<usize>| match size.fits(&text[range.clone()]) {
                true => vec![range],
                false => prose(range.start, &text[range]),
            };
            packed.into_iter().flat_map(cut).map(bare).collect()
        }
        Shape::Table | Shape::Code => {
            let edges = edges(whole, part.shape);
            // A header that takes most of the room would leave none for rows: then the rows stand alone.
            let fixed = quarters(&whole[edges.clone().0]) + quarters(&whole[edges.clone().1]);
            let around = fixed * 2 <= size.capacity;
            let room = if around { size.capacity - fixed } else { size.capacity };
            let body = if around { edges.0.end..edges.1.start } else { 0..whole.len() };
            let lines = line_starts(&whole[body.clone()]).map(|at| start + body.start + at);
            let packed = pack(text, lines.chain([start + body.end]), room);
            let (before, after) = if around { (&whole[edges.0], &whole[edges.1]) } else { ("", "") };
            let ranges = packed
                .into_iter()
                .flat_map(|range| split_evenly(text, range, room))
                .map(|range| trim_line_end(text, range));
            let filled = ranges.filter(|range| !text[range.clone()].trim().is_empty());
            filled.map(|range| Fragment { range, before, after }).collect()
        }
    }
}

/// The first and last lines that every piece repeats: a table's header with its rule, or code's fences.
fn edges(whole: &str, shape: Shape) -> (Range<usize>, Range<usize>) {
    let nth_line = |n: usize| line_starts(whole).nth(n).unwrap_or(whole.len());
    match shape {
        Shape::Table => (0..nth_line(2), whole.len()..whole.len()),
        _ => (0..nth_line(1), whole.rfind('\n').unwrap_or(whole.len())..whole.len()),
    }
}

/// Joins neighbours while they fit; `bounds` are the units' starts and the end of the last.
fn pack(text: &str, bounds: impl Iterator<Item = usize>, room: usize) -> Vec<Range<usize>> {
    let bounds: Vec<usize> = bounds.collect();
    let mut packed: Vec<Range<usize>> = Vec::new();
    for unit in bounds.windows(2) {
        match packed.last_mut() {
            Some(last) if quarters(&text[last.start..unit[1]]) <= room => last.end = unit[1],
            _ => packed.push(unit[0]..unit[1]),
        }
    }
    packed
}

/// What is too long by itself, at any character; what fits stays whole.
fn split_evenly(text: &str, range: Range<usize>, room: usize) -> Vec<Range<usize>> {
    let mut cuts = vec![range.start];
    let mut spent = 0;
    for (at, c) in text[range.clone()].char_indices() {
        let cost = quarters(c.encode_utf8(&mut [0; 4]));
        if spent + cost > room {
            cuts.push(range.start + at);
            spent = 0;
        }
        spent += cost;
    }
    cuts.push(range.end);
    cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
}

fn trim_line_end(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end_matches('\n').len()
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let rest = text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| *at < text.len());
    (!text.is_empty()).then_some(0).into_iter().chain(rest)
}

/// Lines that are not indented begin an item.
fn item_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    line_starts(text).filter(|at| *at == 0 || !text[*at..].starts_with([' ', '\t', '\n']))
}

/// Where the last sentences or lines of `range` begin that fit into the overlap.
pub(super) fn tail(text: &str, range: Range<usize>, size: &Size) -> Option<usize> {
    let words = &text[range.clone()];
    let sentences = words.split_sentence_bound_indices().map(|(at, _)| at);
    let fits = |at: &usize| *at > 0 && quarters(&words[*at..]) <= size.overlap;
    sentences.chain(line_starts(words)).filter(fits).min().map(|at| range.start + at)
}
