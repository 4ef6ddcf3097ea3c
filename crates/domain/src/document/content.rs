//! What a file says, whatever its format: a list of blocks in reading order, and the port that makes it from bytes.
//! [`super::layout`] writes blocks out as text, [`super::chunk`] cuts it.

use async_trait::async_trait;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::kind::FileKind;

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// Begins a section.
    Heading {
        /// 1 (outermost) to 6.
        level: u8,
        /// One line.
        text: String,
    },
    /// Sentences.
    Paragraph {
        /// The words, perhaps with Markdown inside.
        text: String,
    },
    /// Enumerated things.
    List {
        /// In order, each with its marker; nested items are indented lines of the same text.
        items: Vec<String>,
    },
    /// Rows and columns; the first row is the header.
    Table {
        /// Cells by row. Rows may be of different lengths.
        rows: Vec<Vec<String>>,
    },
    /// Preformatted text.
    Code {
        /// The lines.
        text: String,
        /// Which language, when it is said.
        language: Option<String>,
    },
    /// What follows is on this page (or slide).
    Page {
        /// From 1.
        number: u32,
    },
}

/// What was read from a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// How many pages (or slides) it has, when it has pages.
    pub page_count: Option<u32>,
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages read, or passages embedded.
    pub done: u32,
    /// Of how many; 0 while that is not known.
    pub total: u32,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// The file itself is at fault, or too much: a person has to act. The text is for them.
    #[error("{0}")]
    Unusable(String),
    /// Reading failed for reasons of this machine; trying again may help.
    #[error("the file could not be read: {0}")]
    Failed(String),
}

/// Bytes to content.
#[async_trait]
pub trait Extractor: Send + Sync {
    /// Reads a file of a known kind. `progress` hears how far it is, as often as the reader likes.
    async fn extract(
        &self,
        kind: FileKind,
        bytes: Bytes,
        progress: watch::Sender<Progress>,
    ) -> Result<Content, ExtractError>;
}
