//! What a reader says: one JSON object per line. It ends with `end` or `unusable`; a reader that ends without either has crashed.

use domain::document::content::Block;
use serde::{Deserialize, Serialize};

/// A line of a reader's output.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub(super) enum Line {
    /// Something that the operator should know.
    Notice {
        /// One sentence.
        text: String,
    },
    /// How many pages of how many are read.
    Progress {
        /// Read.
        done: u32,
        /// In the file.
        total: u32,
    },
    /// The next block.
    Block(Block),
    /// All blocks were said.
    End {
        /// How many pages the file has, when it has pages.
        page_count: Option<u32>,
    },
    /// The file cannot be read.
    Unusable {
        /// Why, for people.
        reason: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_survives() {
        let blocks = [
            Block::Heading { level: 2, text: "a".into() },
            Block::Table { rows: vec![vec!["a".into()], vec![]] },
            Block::Code { text: "x\n".into(), language: None },
            Block::Page { number: 3 },
        ];
        let lines = blocks.into_iter().map(Line::Block).chain([
            Line::Notice { text: "n".into() },
            Line::Progress { done: 1, total: 2 },
            Line::End { page_count: None },
            Line::Unusable { reason: "r".into() },
        ]);
        for line in lines {
            let text = serde_json::to_string(&line).unwrap();
            let read: Line = serde_json::from_str(&text).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
            assert!(!text.contains('\n'));
        }
    }
}
