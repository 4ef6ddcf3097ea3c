//! Word, Excel and PowerPoint. A slide is a page, a sheet is a section; what the author has hidden is not read.

use std::io::Cursor;

use domain::document::content::{Block, Content};
use domain::document::kind::FileKind;
use office_oxide::core::Error as PackageError;
use office_oxide::ir::{Element, List, Section, Table, inline_to_text};
use office_oxide::limits::Limits;
use office_oxide::options::ParseOptions;
use office_oxide::{Document, DocumentFormat, OfficeError};

use super::Unreadable;

/// What a file may unpack to, all parts together.
const MAX_UNPACKED: u64 = 256 << 20;
/// What one part of it may unpack to.
const MAX_PART: u64 = 128 << 20;
/// Parts in an archive.
const MAX_PARTS: usize = 20_000;
/// Characters of text, with what is repeated from shared storage.
const MAX_TEXT: usize = 20_000_000;
/// Rows of a sheet: the reader of spreadsheets gives no more of them.
const MAX_ROWS: usize = 10_000;

pub(super) fn read(kind: FileKind, bytes: Vec<u8>) -> Result<Content, Unreadable> {
    let format = match kind {
        FileKind::Xlsx => DocumentFormat::Xlsx,
        FileKind::Pptx => DocumentFormat::Pptx,
        _ => DocumentFormat::Docx,
    };
    let mut options = ParseOptions::default();
    let limits = &mut options.limits;
    *limits = Limits::strict();
    limits.package_entries = MAX_PARTS;
    limits.package_bytes = MAX_UNPACKED;
    limits.part_bytes = MAX_PART;
    limits.text_chars = MAX_TEXT;
    let document = Document::from_reader_with(Cursor::new(bytes), format, &options)
        .map_err(|error| unreadable(kind, &error))?;
    let ir = document.to_ir();
    if ir.metadata.text_truncated {
        return Err(Unreadable::TooLarge(format!("more than {MAX_TEXT} characters")));
    }
    if kind == FileKind::Xlsx && ir.sections.iter().any(|sheet| !sheet.hidden && is_cut(sheet)) {
        let what = format!("a sheet with more than {MAX_ROWS} rows; as CSV it may have more");
        return Err(Unreadable::TooLarge(what));
    }
    let mut blocks = Vec::new();
    for (section, number) in ir.sections.iter().zip(1..).filter(|(section, _)| !section.hidden) {
        if kind == FileKind::Pptx {
            blocks.push(Block::Page { number });
        }
        read_section(section, kind, &mut blocks);
    }
    if blocks.iter().all(|block| matches!(block, Block::Page { .. })) {
        blocks.clear();
    }
    let slides = (kind == FileKind::Pptx).then(|| u32::try_from(ir.sections.len()).unwrap_or(u32::MAX));
    Ok(Content { blocks, page_count: slides })
}

fn unreadable(kind: FileKind, error: &OfficeError) -> Unreadable {
    let text = error.to_string();
    match error {
        OfficeError::Core(PackageError::DecompressionLimit { .. } | PackageError::PackageLimit(_)) => {
            Unreadable::TooLarge(text)
        }
        _ if text.contains("expands to more than")
            || text.contains("limit exceeded")
            || text.contains("out of memory") =>
        {
            Unreadable::TooLarge(text)
        }
        _ if text.to_lowercase().contains("password") || text.to_lowercase().contains("encrypted") => {
            Unreadable::Protected
        }
        _ => Unreadable::damaged(kind, text),
    }
}

/// Whether rows of a sheet are missing: the reader says so in a line of its own.
fn is_cut(sheet: &Section) -> bool {
    let said = |text: String| text.starts_with('[') && text.contains("rows not shown — worksheet truncated");
    sheet.elements.iter().any(|element| match element {
        Element::Paragraph(words) => said(inline_to_text(&words.content)),
        _ => false,
    })
}

fn read_section(section: &Section, kind: FileKind, blocks: &mut Vec<Block>) {
    let title = section.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let before = blocks.len();
    if let Some(title) = title.filter(|_| kind != FileKind::Docx) {
        blocks.push(Block::Heading { level: 1, text: title.to_owned() });
    }
    let titled = blocks.len();
    section.elements.iter().for_each(|element| read_element(element, blocks));
    // A slide's title is often among its elements too.
    let said_again = blocks.get(titled).is_some_and(|first| match first {
        Block::Heading { text, .. } | Block::Paragraph { text } => Some(text.trim()) == title,
        _ => false,
    });
    if titled > before && said_again {
        blocks.remove(titled);
    }
    if titled > before && kind == FileKind::Xlsx && blocks.len() == titled {
        blocks.truncate(before);
    }
    section.speaker_notes.iter().flatten().for_each(|element| read_element(element, blocks));
}

fn read_element(element: &Element, blocks: &mut Vec<Block>) {
    let paragraph = |text: String| (!text.trim().is_empty()).then_some(Block::Paragraph { text });
    match element {
        Element::Heading(heading) => {
            let text = inline_to_text(&heading.content);
            if !text.trim().is_empty() {
                blocks.push(Block::Heading { level: heading.level.clamp(1, 6), text });
            }
        }
        Element::Paragraph(words) => blocks.extend(paragraph(inline_to_text(&words.content))),
        Element::Table(table) => blocks.extend(read_table(table)),
        Element::List(list) => {
            let mut items = Vec::new();
            read_list(list, "", &mut items);
            if !items.is_empty() {
                blocks.push(Block::List { items });
            }
        }
        Element::TextBox(inside) => inside.content.iter().for_each(|element| read_element(element, blocks)),
        Element::Footnote(note) | Element::Endnote(note) => {
            let marker = note.marker.clone().unwrap_or_else(|| note.id.to_string());
            blocks.extend(paragraph(words(&note.content)).map(|block| match block {
                Block::Paragraph { text } => Block::Paragraph { text: format!("[{marker}] {text}") },
                other => other,
            }));
        }
        Element::CodeBlock(code) => {
            blocks.push(Block::Code { text: code.content.clone(), language: code.language.clone() });
        }
        // Pictures, rules, breaks and shapes hold no words.
        _ => {}
    }
}

/// Cells by column: a cell that spans columns is followed by empty ones, so that values stay below their headers.
fn read_table(table: &Table) -> Option<Block> {
    let row = |row: &office_oxide::ir::TableRow| -> Vec<String> {
        let cells = row.cells.iter().flat_map(|cell| {
            let covered = usize::try_from(cell.col_span.clamp(1, 64)).unwrap_or(1) - 1;
            std::iter::once(words(&cell.content)).chain(std::iter::repeat_n(String::new(), covered))
        });
        let mut cells: Vec<String> = cells.collect();
        let used = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        cells.truncate(used);
        cells
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(row).filter(|row| !row.is_empty()).collect();
    (!rows.is_empty()).then_some(Block::Table { rows })
}

/// One text per outermost item; nested items are indented lines of it.
fn read_list(list: &List, indent: &str, items: &mut Vec<String>) {
    let first = list.start_number.unwrap_or(1);
    for (item, number) in list.items.iter().zip(first..) {
        let marker = if list.ordered { format!("{number}.") } else { "-".to_owned() };
        let mut text = format!("{indent}{marker} {}", words(&item.content));
        if let Some(nested) = &item.nested {
            let mut below = Vec::new();
            read_list(nested, &format!("{indent}  "), &mut below);
            for line in below {
                text.push('\n');
                text.push_str(&line);
            }
        }
        items.push(text);
    }
}

/// Elements as words in one line.
fn words(elements: &[Element]) -> String {
    let mut blocks = Vec::new();
    elements.iter().for_each(|element| read_element(element, &mut blocks));
    let texts = blocks.into_iter().map(|block| match block {
        Block::Heading { text, .. } | Block::Paragraph { text } | Block::Code { text, .. } => text,
        Block::List { items } => items.join(" "),
        Block::Table { rows } => rows.into_iter().flatten().collect::<Vec<_>>().join(" "),
        Block::Page { .. } => String::new(),
    });
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
