//! Blocks written out as one text (Markdown), which is the document's text from then on: passages, spans and quotes refer to it.

use std::ops::Range;

use super::content::Block;

const HEADING_SEPARATOR: &str = " › ";

/// A document's text with the place of each block in it.
#[derive(Debug, Default)]
pub struct Layout {
    /// The whole text.
    pub text: String,
    /// Blocks with words, in order; headings and page breaks are told by their [`Part::heading`] and [`Part::page`].
    pub parts: Vec<Part>,
}

/// A block's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub shape: Shape,
    /// Bytes in the text.
    pub range: Range<usize>,
    /// Headings above it, outermost first, joined by ` › `.
    pub heading: String,
    /// Page, when the document has pages.
    pub page: Option<u32>,
}

/// How a block may be cut when it is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// At sentences.
    Prose,
    /// At lines that begin an item.
    List,
    /// At rows; the two lines of the header are repeated.
    Table,
    /// At lines; the fences are repeated.
    Code,
}

/// Writes blocks out.
pub fn lay_out(blocks: &[Block]) -> Layout {
    let mut layout = Layout::default();
    let mut path: Vec<(u8, String)> = Vec::new();
    let mut page = None;
    for (i, block) in blocks.iter().enumerate() {
        let (shape, text) = match block {
            Block::Page { number } => {
                page = Some(*number);
                continue;
            }
            Block::Heading { level, text } => {
                path.retain(|(above, _)| above < level);
                let title = one_line(text);
                let line = format!("{} {title}", "#".repeat(usize::from(*level).clamp(1, 6)));
                path.push((*level, title));
                if !stands_alone(*level, &blocks[i + 1..]) {
                    layout.append(&line);
                    continue;
                }
                (Shape::Prose, line)
            }
            Block::Paragraph { text } => (Shape::Prose, text.trim().to_owned()),
            Block::List { items } => (Shape::List, items.join("\n")),
            Block::Table { rows } => (Shape::Table, table(rows)),
            Block::Code { text, language } => (Shape::Code, code(text, language.as_deref())),
        };
        if text.trim().is_empty() {
            continue;
        }
        let range = layout.append(&text);
        let titles: Vec<&str> =
            path.iter().map(|(_, title)| title.as_str()).filter(|t| !t.is_empty()).collect();
        layout.parts.push(Part { shape, range, heading: titles.join(HEADING_SEPARATOR), page });
    }
    layout
}

/// A heading that nothing follows but another one of its rank or higher keeps its words as a passage, so that none is lost.
fn stands_alone(level: u8, rest: &[Block]) -> bool {
    match rest.iter().find(|block| !matches!(block, Block::Page { .. })) {
        Some(Block::Heading { level: next, .. }) => *next <= level,
        Some(_) => false,
        None => true,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let line = |row: &Vec<String>| {
        let mut line = String::from("|");
        for column in 0..columns {
            let cell = row.get(column).map(|cell| one_line(cell).replace('|', "\\|")).unwrap_or_default();
            line.push(' ');
            line.push_str(&cell);
            line.push_str(" |");
        }
        line
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    lines.join("\n")
}

fn code(text: &str, language: Option<&str>) -> String {
    // Longer than any run of backticks inside, so that the code cannot end its own fence.
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{}\n{}\n{fence}", language.unwrap_or_default(), text.trim_end_matches('\n'))
}

impl Layout {
    fn append(&mut self, text: &str) -> Range<usize> {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, text: &str) -> Block {
        Block::Heading { level, text: text.into() }
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { text: text.into() }
    }

    #[test]
    fn every_block_has_its_place_heading_and_page() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let layout = lay_out(&[
            Block::Page { number: 1 },
            heading(1, "Shop"),
            heading(2, "Prices"),
            Block::Table { rows: vec![row(["Item", "a|b"]), vec!["Pot\nplant".into()]] },
            Block::Page { number: 2 },
            Block::List { items: vec!["- one".into(), "- two".into()] },
            heading(1, "Code"),
            Block::Code { text: "a\n```\n".into(), language: Some("sh".into()) },
            heading(1, "End"),
        ]);
        let expect = "# Shop\n\n## Prices\n\n| Item | a\\|b |\n| --- | --- |\n| Pot plant |  |\n\n- one\n- two\n\n# Code\n\n````sh\na\n```\n````\n\n# End";
        assert_eq!(layout.text, expect);
        let parts: Vec<_> = layout
            .parts
            .iter()
            .map(|p| (p.shape, p.heading.as_str(), p.page, layout.text[p.range.clone()].lines().count()))
            .collect();
        assert_eq!(
            parts,
            [
                (Shape::Table, "Shop › Prices", Some(1), 3),
                (Shape::List, "Shop › Prices", Some(2), 2),
                (Shape::Code, "Code", Some(2), 4),
                (Shape::Prose, "End", Some(2), 1),
            ]
        );
    }

    #[test]
    fn what_holds_no_word_has_no_place() {
        let empty = [paragraph(" \n"), Block::Table { rows: vec![] }, Block::List { items: vec![] }];
        assert_eq!(lay_out(&empty).text, "");
        assert!(lay_out(&empty).parts.is_empty());
    }
}
