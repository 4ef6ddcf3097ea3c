//! Cuts a document's text into passages. A passage never crosses a heading or a page; inside that, paragraphs, lists, tables and
//! code stay whole where they fit, and what does not fit is cut at sentences, items, rows (under a repeated header) and lines.

mod fragment;
mod settings;

use std::ops::Range;

use text_splitter::ChunkConfigError;

pub use settings::ChunkSettings;

use super::content::Block;
use super::layout::{Layout, Part, Shape, lay_out};
use fragment::{Fragment, Size, fragments, tail};

/// A passage of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Headings above it, outermost first, joined by ` › `.
    pub heading: String,
    /// Page it is on, when the document has pages.
    pub page: Option<u32>,
    /// The words. The same as the span's, but for a continued table's header and continued code's fences.
    pub text: String,
    /// Character span in the whole text.
    pub span: (u32, u32),
}

/// Cuts blocks into passages in reading order.
pub fn cut(blocks: &[Block], settings: ChunkSettings) -> Result<Vec<Piece>, ChunkConfigError> {
    let layout = lay_out(blocks);
    let size = Size::new(settings)?;
    let mut pieces =
        Pieces { layout: &layout, size: &size, counter: CharCounter::new(&layout.text), done: Vec::new() };
    for section in layout.parts.chunk_by(|a, b| a.heading == b.heading && a.page == b.page) {
        pieces.section(section);
    }
    Ok(pieces.done)
}

struct Pieces<'a> {
    layout: &'a Layout,
    size: &'a Size,
    counter: CharCounter<'a>,
    done: Vec<Piece>,
}

impl Pieces<'_> {
    /// Blocks between two headings of one page: as many together as fit.
    fn section(&mut self, parts: &[Part]) {
        let text = &self.layout.text;
        let mut open: Option<(Range<usize>, Shape)> = None;
        for part in parts {
            for fragment in fragments(text, part, self.size) {
                let Fragment { range, before, after } = fragment;
                let whole = before.is_empty() && after.is_empty();
                open = match open.take() {
                    Some((held, _)) if whole && self.size.fits(&text[held.start..range.end]) => {
                        Some((held.start..range.end, part.shape))
                    }
                    held => {
                        let start = held.map_or(range.start, |(held, shape)| {
                            self.push(part, held.clone(), "", "");
                            // Prose goes on with its last sentences; a table or code begins afresh.
                            let flows = whole && shape.flows() && part.shape.flows();
                            let again = if flows { tail(text, held, self.size) } else { None };
                            let fits =
                                |at: &usize| *at < range.start && self.size.fits(&text[*at..range.end]);
                            again.filter(fits).unwrap_or(range.start)
                        });
                        if whole {
                            Some((start..range.end, part.shape))
                        } else {
                            self.push(part, range, before, after);
                            None
                        }
                    }
                };
            }
        }
        if let (Some((held, _)), Some(part)) = (open, parts.last()) {
            self.push(part, held, "", "");
        }
    }

    fn push(&mut self, part: &Part, range: Range<usize>, before: &str, after: &str) {
        let words = &self.layout.text[range.clone()];
        let start = self.counter.at(range.start);
        let end = start + words.chars().count();
        self.done.push(Piece {
            heading: part.heading.clone(),
            page: part.page,
            text: [before, words, after].concat(),
            span: (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX)),
        });
    }
}

/// Character offsets of ever later byte offsets, in one pass. Overlapping passages step back a little: then it recounts.
struct CharCounter<'a> {
    text: &'a str,
    bytes: usize,
    chars: usize,
}

impl<'a> CharCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, bytes: 0, chars: 0 }
    }

    fn at(&mut self, offset: usize) -> usize {
        if offset >= self.bytes {
            self.chars += self.text[self.bytes..offset].chars().count();
        } else {
            self.chars -= self.text[offset..self.bytes].chars().count();
        }
        self.bytes = offset;
        self.chars
    }
}

#[cfg(test)]
mod tests;
