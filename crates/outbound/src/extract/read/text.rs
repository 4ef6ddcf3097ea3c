//! Plain text: paragraphs are what empty lines divide.

use domain::document::content::{Block, Content};

pub(super) fn read(text: &str) -> Content {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !paragraph.is_empty() {
                blocks.push(Block::Paragraph { text: std::mem::take(&mut paragraph) });
            }
        } else {
            if !paragraph.is_empty() {
                paragraph.push('\n');
            }
            paragraph.push_str(line.trim_end());
        }
    }
    Content { blocks, page_count: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_divide_paragraphs() {
        let paragraph = |text: &str| Block::Paragraph { text: text.into() };
        assert_eq!(read("\n\na\n  b \n \t\nc").blocks, [paragraph("a\n  b"), paragraph("c")]);
        assert_eq!(read(" \n").blocks, []);
    }
}
