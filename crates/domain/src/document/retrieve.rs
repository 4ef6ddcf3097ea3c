//! Finding passages for a query.

use std::sync::Arc;

use super::IndexedChunk;

/// A passage that was found, with what each half of the search thought of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The chunk and its document's title.
    pub source: Arc<IndexedChunk>,
    /// Fused score, 0 to 1: what lists are sorted by.
    pub score: f32,
    /// Cosine similarity; `None` when vectors were not used.
    pub vector_score: Option<f32>,
    /// BM25 score; `None` when text was not used or did not match.
    pub text_score: Option<f32>,
}
