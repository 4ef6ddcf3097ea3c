//! CommonMark with tables. What is uploaded as Markdown keeps its writing; what was made from another format becomes words.

use domain::document::content::{Block, Content};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What becomes of markup inside a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inline {
    /// It stays as it was written.
    Source,
    /// Emphasis and escapes go; links keep their address.
    Words,
}

pub(super) fn read(text: &str) -> Content {
    Content { blocks: blocks(text, Inline::Source), page_count: None }
}

/// The document's outermost blocks.
pub(super) fn blocks(text: &str, inline: Inline) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    let mut blocks = Vec::new();
    while let Some((event, range)) = events.next() {
        let source = text[range].trim_matches('\n').trim_end();
        let Event::Start(tag) = event else { continue };
        let mut inside = Inside::default();
        let mut depth = 1;
        for (event, _) in events.by_ref() {
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inside.add(event);
        }
        let words = |inside: Inside| match inline {
            Inline::Source => source.to_owned(),
            Inline::Words => inside.text.trim().to_owned(),
        };
        blocks.push(match tag {
            Tag::Heading { level, .. } => Block::Heading { level: rank(level), text: inside.text },
            Tag::Table(_) => Block::Table { rows: inside.rows },
            Tag::CodeBlock(kind) => {
                Block::Code { text: inside.text.trim_end().to_owned(), language: language(&kind) }
            }
            Tag::List(first) => match inline {
                Inline::Source => Block::List { items: items(source) },
                Inline::Words => Block::List { items: inside.items(first.is_some()) },
            },
            _ => Block::Paragraph { text: words(inside) },
        });
    }
    blocks.retain(|block| !is_empty(block));
    blocks
}

fn is_empty(block: &Block) -> bool {
    match block {
        Block::Paragraph { text } | Block::Code { text, .. } | Block::Heading { text, .. } => {
            text.trim().is_empty()
        }
        Block::List { items } => items.is_empty(),
        Block::Table { rows } => rows.iter().flatten().all(String::is_empty),
        Block::Page { .. } => false,
    }
}

fn rank(level: HeadingLevel) -> u8 {
    level as u8
}

fn language(kind: &CodeBlockKind) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
        CodeBlockKind::Indented => None,
    }
}

/// A list's source by item: a line that is not indented begins the next.
fn items(source: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in source.lines() {
        let goes_on = line.is_empty() || line.starts_with([' ', '\t']);
        match items.last_mut() {
            Some(last) if goes_on => {
                last.push('\n');
                last.push_str(line);
            }
            _ => items.push(line.to_owned()),
        }
    }
    items.iter_mut().for_each(|item| item.truncate(item.trim_end().len()));
    items
}

/// What is inside a block, as words.
#[derive(Default)]
struct Inside {
    text: String,
    rows: Vec<Vec<String>>,
    links: Vec<(usize, String)>,
    /// How many items are open around the text.
    nested: usize,
}

impl Inside {
    fn add(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => self.push(&text),
            Event::Code(text) => self.push(&format!("`{text}`")),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.line(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push((self.text.len(), dest_url.into_string()))
            }
            Event::End(TagEnd::Link) => self.close_link(),
            Event::Start(Tag::TableHead | Tag::TableRow) => self.rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => self.text.clear(),
            Event::End(TagEnd::TableCell) => {
                let cell = std::mem::take(&mut self.text).trim().to_owned();
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            Event::Start(Tag::Item) => {
                self.line();
                self.push("- ");
                self.nested += 1;
            }
            Event::End(TagEnd::Item) => self.nested = self.nested.saturating_sub(1),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Heading { .. })
                if !self.text.ends_with("- ") =>
            {
                self.line();
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Begins a line, indented as deep as the open items are.
    fn line(&mut self) {
        if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
            self.text.push_str(&"  ".repeat(self.nested));
        }
    }

    /// A link whose text is its address, or that leads to a place on its own page, is words alone.
    fn close_link(&mut self) {
        let Some((start, address)) = self.links.pop() else { return };
        let words = self.text.split_off(start.min(self.text.len()));
        if address.starts_with("http") && words.trim() != address && !words.trim().is_empty() {
            self.push(&format!("[{words}]({address})"));
        } else {
            self.push(&words);
        }
    }

    /// The outermost items of a list, numbered if the list is.
    fn items(self, ordered: bool) -> Vec<String> {
        let mut items = items(self.text.trim());
        if ordered {
            for (i, item) in items.iter_mut().enumerate() {
                if let Some(words) = item.strip_prefix("- ") {
                    *item = format!("{}. {words}", i + 1);
                }
            }
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uploaded_markdown_keeps_its_writing() {
        let text = "---\ntitle: T\n---\n\nShop\n====\n\nSee *the* [terms](/t).\n\n1. one\n   more\n2. two\n   - deep\n\n> quoted\n\n| a | b |\n|---|---|\n| `1` | 2\\|3 |\n\n```sh\n# no heading\n```\n";
        let paragraph = |text: &str| Block::Paragraph { text: text.into() };
        let seen = read(text).blocks;
        assert_eq!(
            seen[1..],
            [
                Block::Heading { level: 1, text: "Shop".into() },
                paragraph("See *the* [terms](/t)."),
                Block::List { items: vec!["1. one\n   more".into(), "2. two\n   - deep".into()] },
                paragraph("> quoted"),
                Block::Table { rows: vec![vec!["a".into(), "b".into()], vec!["`1`".into(), "2|3".into()]] },
                Block::Code { text: "# no heading".into(), language: Some("sh".into()) },
            ],
            "{seen:#?}"
        );
    }

    #[test]
    fn converted_markdown_becomes_words() {
        let text = "A \\*star\\*, **bold**, [here](https://x.example/), [top](#top) and <https://y.example/>\n\n3. one\n\n   second\n4. two\n   * deep\n";
        assert_eq!(
            blocks(text, Inline::Words),
            [
                Block::Paragraph {
                    text: "A *star*, bold, [here](https://x.example/), top and https://y.example/".into()
                },
                Block::List { items: vec!["1. one\n  second".into(), "2. two\n  - deep".into()] },
            ]
        );
    }
}
