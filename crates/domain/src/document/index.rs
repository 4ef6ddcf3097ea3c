//! An agent's passages, ready to be searched: unit vectors and BM25 postings. Statistics are the agent's own, so that
//! nothing about one tenant's documents shows in another's scores. Derived data: always rebuildable from chunks.
//!
//! Two numbers decide about a passage. *Score* orders the list: the weighted sum of what both halves say, each between 0 and 1. The vector
//! half says the cosine similarity. The text half says BM25, scaled so that the best passage gets the share of the query's words, weighted
//! by rarity, that it holds: a question that shares only common words with every passage is left to the vectors, one for a part number is
//! not. (Sums of normalised scores beat reciprocal ranks: Bruch, Gai and Ingber 2023, "An analysis of fusion functions for hybrid
//! retrieval"; so they do on `evals/corpus`.) *Evidence*: the larger of the cosine similarity and the passage's own share of the query's
//! words; what falls below the threshold is dropped, however well it ranks.

mod fuse;
mod outsized;
mod text;
mod vectors;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use self::fuse::fuse;
pub use self::outsized::{KnowledgeSize, Outsized, OutsizedStore};
use self::text::Text;
use self::vectors::Vectors;
pub use self::vectors::similarity;
use super::IndexedChunk;
use super::retrieve::Passage;
use crate::agent::{RetrievalMode, RetrievalSettings};

/// How deep each half's ranking goes before fusion.
const CANDIDATES: usize = 100;
/// How many chunks are indexed before others may run.
const TURN: usize = 128;

/// A searchable set of passages.
#[derive(Debug, Default)]
pub struct Index {
    chunks: Vec<Arc<IndexedChunk>>,
    vectors: Vectors,
    /// Which model made the vectors.
    model: Option<Arc<str>>,
    text: Text,
    bytes: usize,
}

/// A chunk that one half of the search found.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Hit {
    chunk: u32,
    score: f32,
    /// Share of the query's weighted words; only text hits have it.
    coverage: f32,
}

impl Index {
    /// Builds the index with the vectors of one model, the one that made most of them.
    pub fn build(chunks: Vec<IndexedChunk>) -> Self {
        let mut index = Self { model: prevailing_model(&chunks), ..Self::default() };
        chunks.into_iter().for_each(|chunk| index.push(chunk));
        index.finish()
    }

    /// As [`Index::build`], giving way to others now and then: a large index takes seconds.
    pub async fn build_politely(chunks: Vec<IndexedChunk>) -> Self {
        let mut index = Self { model: prevailing_model(&chunks), ..Self::default() };
        for (number, chunk) in chunks.into_iter().enumerate() {
            index.push(chunk);
            if number % TURN == TURN - 1 {
                give_way().await;
            }
        }
        index.finish()
    }

    fn push(&mut self, mut indexed: IndexedChunk) {
        let number = u32::try_from(self.chunks.len()).unwrap_or(u32::MAX);
        let vector = indexed.chunk.embedding.take();
        if let Some(vector) = vector.filter(|_| indexed.chunk.embedding_model == self.model) {
            self.vectors.push(number, &vector);
        }
        self.text.push(number, [&*indexed.title, &indexed.chunk.heading, &indexed.chunk.text]);
        self.bytes += indexed.chunk.text.len() + indexed.chunk.heading.len() + size_of::<IndexedChunk>();
        self.chunks.push(Arc::new(indexed));
    }

    fn finish(mut self) -> Self {
        self.vectors.finish();
        self.text.finish();
        self.bytes += self.vectors.bytes() + self.text.bytes();
        self
    }

    /// Roughly how much memory it takes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many passages it holds.
    pub fn len(&self) -> usize {
        self.chunks.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The model that a query has to be embedded with; `None` when no passage has a vector.
    pub fn model(&self) -> Option<&str> {
        self.model.as_deref().filter(|_| self.vectors.dims() > 0)
    }

    /// The best passages for a query, best first. Without a query vector the text half works alone, whatever the mode.
    pub fn search(&self, query: &str, vector: Option<&[f32]>, settings: &RetrievalSettings) -> Vec<Passage> {
        let has_vectors = vector.is_some_and(|v| v.len() == self.vectors.dims() && !v.is_empty());
        let by_words_alone = settings.mode == RetrievalMode::Text || !has_vectors;
        let vector = vector.filter(|_| !by_words_alone);
        let by_vector = vector.map_or_else(Vec::new, |vector| self.vectors.search(vector));
        let by_text = match settings.mode {
            RetrievalMode::Vector if !by_words_alone => Vec::new(),
            _ => self.text.search(query),
        };
        let similarity = |chunk| vector.and_then(|vector| self.vectors.similarity(chunk, vector));
        let fused = fuse(&by_vector, &by_text, similarity, settings);
        fused.iter().map(|(chunk, fused)| fused.passage(Arc::clone(&self.chunks[*chunk as usize]))).collect()
    }
}

/// The model that made most of the vectors; of several, the first in the alphabet.
fn prevailing_model(chunks: &[IndexedChunk]) -> Option<Arc<str>> {
    let mut counts: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for chunk in chunks.iter().filter(|indexed| indexed.chunk.embedding.is_some()) {
        if let Some(model) = &chunk.chunk.embedding_model {
            *counts.entry(model).or_default() += 1;
        }
    }
    most_used(counts.into_iter().map(|(model, count)| (Arc::clone(model), count)))
}

/// The model with the largest count; of several, the first. They come in the order of the alphabet.
fn most_used<N: Ord>(counts: impl DoubleEndedIterator<Item = (Arc<str>, N)>) -> Option<Arc<str>> {
    counts.rev().max_by(|(_, a), (_, b)| a.cmp(b)).map(|(model, _)| model)
}

/// Lets other tasks of the thread run.
async fn give_way() {
    let mut given = false;
    poll_fn(|context| {
        if given {
            return Poll::Ready(());
        }
        given = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

fn descending(a: f32, b: f32) -> Ordering {
    b.partial_cmp(&a).unwrap_or(Ordering::Equal)
}

fn top(mut hits: Vec<Hit>) -> Vec<Hit> {
    let order = |a: &Hit, b: &Hit| descending(a.score, b.score).then(a.chunk.cmp(&b.chunk));
    if hits.len() > CANDIDATES {
        hits.select_nth_unstable_by(CANDIDATES, order);
        hits.truncate(CANDIDATES);
    }
    hits.sort_unstable_by(order);
    hits
}

#[cfg(test)]
mod tests;
