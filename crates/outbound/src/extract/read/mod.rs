//! One module per format: bytes to blocks. Runs inside the confined child; nothing here needs files, the network or time.

mod csv;
mod html;
mod markdown;
mod office;
mod pdf;
mod question;
mod text;

use domain::document::content::{Content, Progress};
use domain::document::kind::FileKind;

/// Why a file cannot be read: sentences for the person who uploaded it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It needs a password.
    #[error("The file is protected with a password. Save it without one and upload it again.")]
    Protected,
    /// It breaks its format's rules.
    #[error("The {} file is damaged or incomplete and cannot be read ({reason}).", .kind.name())]
    Damaged {
        /// What it should be.
        kind: FileKind,
        /// What its reader says.
        reason: String,
    },
    /// It unpacks to far more than it seems to hold.
    #[error("The file unpacks to more than can be read ({0}).")]
    TooLarge(String),
    /// Pages without words.
    #[error(
        "The PDF holds no text on its {0} pages; it seems to be scanned. Run text recognition (OCR) over it and upload the result."
    )]
    Scanned(u32),
    /// Nothing at all.
    #[error("The file holds no text.")]
    Blank,
}

/// Reads a file of a known kind.
pub fn read(
    kind: FileKind,
    bytes: Vec<u8>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Content, Unreadable> {
    let content = match kind {
        FileKind::Text => text::read(&utf8(kind, bytes)?),
        FileKind::Markdown => markdown::read(&utf8(kind, bytes)?),
        FileKind::Csv => csv::read(&utf8(kind, bytes)?)?,
        FileKind::Html => html::read(&utf8(kind, bytes)?)?,
        FileKind::Question => question::read(&utf8(kind, bytes)?)?,
        FileKind::Pdf => pdf::read(bytes, progress)?,
        FileKind::Docx | FileKind::Xlsx | FileKind::Pptx => office::read(kind, bytes)?,
    };
    if content.blocks.is_empty() { Err(Unreadable::Blank) } else { Ok(content) }
}

impl Unreadable {
    pub(super) fn damaged(kind: FileKind, reason: impl ToString) -> Self {
        Self::Damaged { kind, reason: reason.to_string() }
    }
}

/// Text as every reader wants it: without a byte order mark, lines ended by `\n`.
fn utf8(kind: FileKind, bytes: Vec<u8>) -> Result<String, Unreadable> {
    let text = String::from_utf8(bytes).map_err(|_| Unreadable::damaged(kind, "it is not UTF-8 text"))?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"))
}
