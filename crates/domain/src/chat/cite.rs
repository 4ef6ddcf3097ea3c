//! What a citation tells of its passage.

use super::event::TurnEvent;
use super::{Citation, quote};
use crate::document::retrieve::Passage;

/// The citation of `passage` for the sentence at the end of `answer`.
pub fn citation(marker: u32, passage: &Passage, answer: &str) -> Citation {
    let chunk = &passage.source.chunk;
    Citation {
        marker,
        document_id: chunk.document_id,
        chunk_id: chunk.id,
        title: passage.source.title.to_string(),
        heading: (!chunk.heading.is_empty()).then(|| chunk.heading.clone()),
        page: chunk.page,
        quote: quote::quote(&chunk.text, quote::claim(answer)).to_owned(),
    }
}

/// The event that introduces the passage's document.
pub fn source(passage: &Passage) -> TurnEvent {
    let source = &passage.source;
    TurnEvent::Source {
        document_id: source.chunk.document_id,
        title: source.title.to_string(),
        media_type: source.media_type.to_string(),
        filename: source.filename.to_string(),
    }
}
