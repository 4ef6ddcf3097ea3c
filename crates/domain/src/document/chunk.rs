//! Cuts a document's text into passages. Headings bound a passage, never run through it; inside a section the cut follows
//! paragraphs, lists, code and sentences where they fit.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use text_splitter::{ChunkConfig, ChunkConfigError, MarkdownSplitter, TextSplitter};

/// How long passages are. Tokens are estimated as four characters each, which holds for English prose; the embedding model
/// reads at most 256 tokens, so the default leaves room for denser text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChunkSettings {
    /// Longest passage.
    pub max_tokens: usize,
    /// How much of a passage's end is repeated at the start of the next, in percent.
    pub overlap_percent: usize,
}

impl Default for ChunkSettings {
    fn default() -> Self {
        Self { max_tokens: 220, overlap_percent: 15 }
    }
}

const CHARACTERS_PER_TOKEN: usize = 4;
const HEADING_SEPARATOR: &str = " › ";

/// A passage of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Headings above it, outermost first, joined by ` › `.
    pub heading: String,
    /// The words.
    pub text: String,
    /// Character span in the whole text.
    pub span: (u32, u32),
}

/// What kind of text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark.
    Markdown,
    /// No structure but paragraphs and sentences.
    Plain,
}

/// Cuts `text` into passages in reading order. Text of headings alone yields a passage only if nothing follows below them.
pub fn cut(text: &str, markup: Markup, settings: ChunkSettings) -> Result<Vec<Piece>, ChunkConfigError> {
    let capacity = settings.max_tokens * CHARACTERS_PER_TOKEN;
    let config = || ChunkConfig::new(capacity).with_overlap(capacity * settings.overlap_percent / 100);
    let mut counter = CharCounter::new(text);
    let mut pieces = Vec::new();
    let mut push = |offset: usize, part: &str, heading: &str| {
        let start = counter.at(offset);
        let end = start + part.chars().count();
        let span = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
        pieces.push(Piece { heading: heading.to_owned(), text: part.to_owned(), span });
    };
    match markup {
        Markup::Plain => {
            let splitter = TextSplitter::new(config()?);
            splitter.chunk_indices(text).for_each(|(offset, part)| push(offset, part, ""));
        }
        Markup::Markdown => {
            let splitter = MarkdownSplitter::new(config()?);
            for section in sections(text) {
                for (offset, part) in splitter.chunk_indices(&text[section.body.clone()]) {
                    push(section.body.start + offset, part, &section.heading);
                }
            }
        }
    }
    Ok(pieces)
}

struct Section {
    heading: String,
    body: Range<usize>,
}

/// The stretches between headings, each with its path of headings. A heading with nothing below it but deeper headings has no
/// body of its own; a last heading without any body keeps its own text, so that no word is lost.
fn sections(text: &str) -> Vec<Section> {
    let mut headings: Vec<(HeadingLevel, String, Range<usize>)> = Vec::new();
    let mut open: Option<(HeadingLevel, String, Range<usize>)> = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((level, String::new(), range)),
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, title, _)) = &mut open {
                    title.push_str(&part);
                }
            }
            Event::End(TagEnd::Heading(_)) => headings.extend(open.take()),
            _ => {}
        }
    }

    let first = headings.first().map_or(text.len(), |(_, _, range)| range.start);
    let mut sections = vec![Section { heading: String::new(), body: 0..first }];
    let mut path: Vec<(HeadingLevel, String)> = Vec::new();
    for (i, (level, title, range)) in headings.iter().enumerate() {
        path.retain(|(above, _)| above < level);
        path.push((*level, title.trim().to_owned()));
        let next = headings.get(i + 1).map(|(next_level, _, next)| (next_level, next.start));
        let end = next.map_or(text.len(), |(_, start)| start);
        let empty = text[range.end..end].trim().is_empty();
        let leads_deeper = next.is_some_and(|(next_level, _)| next_level > level);
        let start = if empty && !leads_deeper { range.start } else { range.end };
        let titles: Vec<&str> =
            path.iter().map(|(_, title)| title.as_str()).filter(|t| !t.is_empty()).collect();
        sections.push(Section { heading: titles.join(HEADING_SEPARATOR), body: start..end });
    }
    sections.retain(|section| !text[section.body.clone()].trim().is_empty());
    sections
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let pieces = cut(text, Markup::Markdown, ChunkSettings::default()).unwrap();
        let seen: Vec<_> = pieces.iter().map(|p| (p.heading.as_str(), p.text.as_str())).collect();
        assert_eq!(seen, expect);
    }

    #[test]
    fn passages_carry_their_headings_and_never_cross_one() {
        check(
            "Intro.\n\n# Shop\n\n## Returns\n\nThirty days.\n\n### Sale\n\nNo returns.\n\n## Delivery\n\nTwo days.\n",
            &[
                ("", "Intro."),
                ("Shop › Returns", "Thirty days."),
                ("Shop › Returns › Sale", "No returns."),
                ("Shop › Delivery", "Two days."),
            ],
        );
    }

    #[test]
    fn setext_headings_and_code_fences_are_understood() {
        check("Shop\n====\n\n```\n# not a heading\n```\n", &[("Shop", "```\n# not a heading\n```")]);
    }

    #[test]
    fn a_heading_without_a_body_keeps_its_words() {
        check("# Shop\n\n## Closed on Sundays\n", &[("Shop › Closed on Sundays", "## Closed on Sundays")]);
    }

    proptest! {
        #[test]
        fn spans_point_at_the_passage_and_nothing_is_lost(text in "([a-zäß日]{1,12}[ \n#.]{1,3}){0,400}", markdown: bool) {
            let markup = if markdown { Markup::Markdown } else { Markup::Plain };
            let settings = ChunkSettings { max_tokens: 30, overlap_percent: 15 };
            let characters: Vec<char> = text.chars().collect();
            let mut covered = vec![false; characters.len()];
            for piece in cut(&text, markup, settings).unwrap() {
                let (start, end) = (piece.span.0 as usize, piece.span.1 as usize);
                prop_assert_eq!(characters[start..end].iter().collect::<String>(), piece.text.clone());
                prop_assert!(piece.text.chars().count() <= 120);
                covered[start..end].fill(true);
            }
            if !markdown {
                let lost = covered.iter().zip(&characters).any(|(seen, c)| !seen && !c.is_whitespace());
                prop_assert!(!lost);
            }
        }
    }
}
