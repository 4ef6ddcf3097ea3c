//! PDF, page by page. Pages that cannot be read are passed over when others can.

use domain::document::content::{Block, Content, Progress};
use domain::document::kind::FileKind;
use pdf_oxide::converters::ConversionOptions;
use pdf_oxide::{Error, PdfDocument};

use super::Unreadable;
use super::markdown::{Inline, blocks};

/// More pages than any document that a person would hand out.
const MAX_PAGES: usize = 5_000;

pub(super) fn read(bytes: Vec<u8>, progress: &mut dyn FnMut(Progress)) -> Result<Content, Unreadable> {
    let document = PdfDocument::from_bytes(bytes).map_err(|error| unreadable(&error))?;
    if document.is_encrypted() && !document.is_authenticated() {
        return Err(Unreadable::Protected);
    }
    let pages = document.page_count().map_err(|error| unreadable(&error))?;
    if pages > MAX_PAGES {
        return Err(Unreadable::TooLarge(format!("{pages} pages")));
    }
    let total = u32::try_from(pages).unwrap_or(u32::MAX);
    let options = ConversionOptions { include_images: false, ..ConversionOptions::default() };
    let mut content = Content { blocks: Vec::new(), page_count: Some(total) };
    let mut fault = None;
    for (index, number) in (0..pages).zip(1..) {
        match document.to_markdown(index, &options) {
            Ok(markdown) => {
                let page = blocks(&markdown, Inline::Words);
                if !page.is_empty() {
                    content.blocks.push(Block::Page { number });
                    content.blocks.extend(page);
                }
            }
            Err(error) => fault = Some(unreadable(&error)),
        }
        progress(Progress { done: number, total });
    }
    match (content.blocks.is_empty(), fault) {
        (false, _) => Ok(content),
        (true, Some(fault)) => Err(fault),
        (true, None) if pages == 0 => Err(Unreadable::damaged(FileKind::Pdf, "it has no pages")),
        (true, None) => Err(Unreadable::Scanned(total)),
    }
}

fn unreadable(error: &Error) -> Unreadable {
    match error {
        Error::EncryptedPdf => Unreadable::Protected,
        other => Unreadable::damaged(FileKind::Pdf, other),
    }
}
