//! An agent's passages, ready to be searched: unit vectors and BM25 postings. Statistics are the agent's own, so that
//! nothing about one tenant's documents shows in another's scores. Derived data: always rebuildable from chunks.
//!
//! Two numbers decide about a passage. *Score*: reciprocal rank fusion of both halves (Cormack, Clarke and Büttcher 2009, k = 60), each
//! with its weight, scaled to 0..1, orders the list. *Evidence*: the larger of the cosine similarity and the share of the query's words,
//! weighted by rarity, that the passage holds; what falls below the threshold is dropped, however well it ranks.

mod text;
mod vectors;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use self::text::Text;
use self::vectors::Vectors;
use super::IndexedChunk;
use super::retrieve::Passage;
use crate::agent::{RetrievalMode, RetrievalSettings};

const RRF_K: f32 = 60.0;
/// How deep each half's ranking goes before fusion.
const CANDIDATES: usize = 100;
/// How many chunks are indexed before others may run.
const TURN: usize = 128;

/// A searchable set of passages.
#[derive(Debug, Default)]
pub struct Index {
    chunks: Vec<Arc<IndexedChunk>>,
    vectors: Vectors,
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

/// What both halves say of a chunk.
#[derive(Default)]
struct Fused {
    score: f32,
    vector: Option<(f32, u32)>,
    text: Option<(f32, u32)>,
    coverage: f32,
}

impl Fused {
    fn evidence(&self) -> f32 {
        self.vector.map_or(0.0, |(score, _)| score).max(self.coverage)
    }
}

impl Index {
    /// Builds the index. Vectors of another length than the first one's are ignored: they come from another model.
    pub fn build(chunks: Vec<IndexedChunk>) -> Self {
        let mut index = Self::default();
        chunks.into_iter().for_each(|chunk| index.push(chunk));
        index.finish()
    }

    /// As [`Index::build`], giving way to others now and then: a large index takes seconds.
    pub async fn build_politely(chunks: Vec<IndexedChunk>) -> Self {
        let mut index = Self::default();
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
        if let Some(vector) = indexed.chunk.embedding.take() {
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

    /// Whether any passage has a vector, so that embedding the query is worth it.
    pub fn has_vectors(&self) -> bool {
        self.vectors.dims() > 0
    }

    /// The best passages for a query, best first. Without a query vector the text half works alone, whatever the mode.
    pub fn search(&self, query: &str, vector: Option<&[f32]>, settings: &RetrievalSettings) -> Vec<Passage> {
        let vector = vector.filter(|v| v.len() == self.vectors.dims() && !v.is_empty());
        let by_vector = match (settings.mode, vector) {
            (RetrievalMode::Hybrid | RetrievalMode::Vector, Some(vector)) => self.vectors.search(vector),
            _ => Vec::new(),
        };
        let by_text = match (settings.mode, vector) {
            (RetrievalMode::Vector, Some(_)) => Vec::new(),
            _ => self.text.search(query),
        };
        self.fuse(&by_vector, &by_text, settings)
    }

    fn fuse(&self, by_vector: &[Hit], by_text: &[Hit], settings: &RetrievalSettings) -> Vec<Passage> {
        // A half that found nothing has no say, so that the other one's best still scores 1.
        let vector_weight = match (by_vector.is_empty(), by_text.is_empty()) {
            (true, _) => 0.0,
            (false, true) => 1.0,
            (false, false) => settings.vector_weight,
        };
        let mut fused: HashMap<u32, Fused> = HashMap::new();
        for (hit, rank) in by_vector.iter().zip(1..) {
            let entry = fused.entry(hit.chunk).or_default();
            entry.score += vector_weight * reciprocal(rank);
            entry.vector = Some((hit.score, rank));
        }
        for (hit, rank) in by_text.iter().zip(1..) {
            let entry = fused.entry(hit.chunk).or_default();
            entry.score += (1.0 - vector_weight) * reciprocal(rank);
            entry.text = Some((hit.score, rank));
            entry.coverage = hit.coverage;
        }
        let mut found: Vec<(u32, Fused)> =
            fused.into_iter().filter(|(_, f)| f.score > 0.0 && f.evidence() >= settings.threshold).collect();
        found.sort_by(|(a, x), (b, y)| descending(x.score, y.score).then(a.cmp(b)));
        found.truncate(settings.top_k as usize);
        found.into_iter().map(|(chunk, fused)| self.passage(chunk, &fused)).collect()
    }

    fn passage(&self, chunk: u32, fused: &Fused) -> Passage {
        Passage {
            source: Arc::clone(&self.chunks[chunk as usize]),
            score: fused.score / reciprocal(1),
            evidence: fused.evidence(),
            vector_score: fused.vector.map(|(score, _)| score),
            vector_rank: fused.vector.map(|(_, rank)| rank),
            text_score: fused.text.map(|(score, _)| score),
            text_rank: fused.text.map(|(_, rank)| rank),
        }
    }
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

#[expect(clippy::cast_precision_loss, reason = "ranks are small")]
fn reciprocal(rank: u32) -> f32 {
    1.0 / (RRF_K + rank as f32)
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
pub(crate) mod tests {
    use super::*;
    use crate::document::Chunk;
    use crate::id::{ChunkId, DocumentId};
    use proptest::prelude::*;
    use uuid::Uuid;

    pub(crate) fn chunk(n: u32, text: &str, vector: Option<&[f32]>) -> IndexedChunk {
        IndexedChunk {
            chunk: Chunk {
                id: ChunkId::from(Uuid::from_u128(u128::from(n))),
                document_id: DocumentId::from(Uuid::nil()),
                position: n,
                heading: String::new(),
                page: None,
                text: text.to_owned(),
                span: (0, 0),
                embedding: vector.map(Arc::from),
            },
            title: "".into(),
            media_type: "text/plain".into(),
            filename: "a.txt".into(),
        }
    }

    fn settings(mode: RetrievalMode, threshold: f32) -> RetrievalSettings {
        RetrievalSettings { top_k: 3, threshold, mode, vector_weight: 0.5 }
    }

    fn texts(passages: &[Passage]) -> Vec<&str> {
        passages.iter().map(|p| p.source.chunk.text.as_str()).collect()
    }

    fn shop() -> Index {
        Index::build(vec![
            chunk(0, "You can return shoes within thirty days.", Some(&[1.0, 0.0])),
            chunk(1, "Delivery takes two days.", Some(&[0.0, 1.0])),
            chunk(2, "We are closed on Sundays.", Some(&[0.6, 0.8])),
        ])
    }

    #[test]
    fn each_mode_uses_its_half() {
        let index = shop();
        let query = Some(&[0.0, 1.0][..]);
        let text = index.search("return shoes", query, &settings(RetrievalMode::Text, 0.0));
        assert_eq!(texts(&text), ["You can return shoes within thirty days."]);
        assert_eq!(text[0].vector_score, None);
        let vector = index.search("return shoes", query, &settings(RetrievalMode::Vector, 0.0));
        assert_eq!(texts(&vector), ["Delivery takes two days.", "We are closed on Sundays."]);
        assert_eq!(vector[0].text_score, None);
        let hybrid = index.search("delivery days", query, &settings(RetrievalMode::Hybrid, 0.0));
        assert_eq!(texts(&hybrid)[0], "Delivery takes two days.");
        assert!((hybrid[0].score - 1.0).abs() < 1e-6);
    }

    #[test]
    fn without_a_query_vector_text_answers_in_every_mode() {
        for mode in [RetrievalMode::Hybrid, RetrievalMode::Vector, RetrievalMode::Text] {
            let found = shop().search("Sunday", None, &settings(mode, 0.25));
            assert_eq!(texts(&found), ["We are closed on Sundays."], "{mode:?}");
        }
    }

    #[test]
    fn common_words_alone_are_no_evidence() {
        let found = shop().search(
            "what can you tell me on quantum physics",
            None,
            &settings(RetrievalMode::Hybrid, 0.25),
        );
        assert_eq!(texts(&found), Vec::<&str>::new());
    }

    #[test]
    fn the_weight_decides_between_the_halves() {
        let index = shop();
        let best = |vector_weight| {
            let settings = RetrievalSettings { vector_weight, ..settings(RetrievalMode::Hybrid, 0.0) };
            index.search("return shoes", Some(&[0.0, 1.0]), &settings)
        };
        assert_eq!(texts(&best(0.9))[0], "Delivery takes two days.");
        assert_eq!(texts(&best(0.1))[0], "You can return shoes within thirty days.");
        assert_eq!(texts(&best(0.0)), ["You can return shoes within thirty days."]);
        assert_eq!(texts(&best(1.0)), ["Delivery takes two days.", "We are closed on Sundays."]);
    }

    #[test]
    fn each_half_says_its_score_and_rank() {
        let found = shop().search("closed", Some(&[0.0, 1.0]), &settings(RetrievalMode::Hybrid, 0.0));
        let sunday = found.iter().find(|p| p.source.chunk.text.starts_with("We are closed")).unwrap();
        assert_eq!((sunday.vector_rank, sunday.text_rank), (Some(2), Some(1)));
        assert!((sunday.evidence - 1.0).abs() < 1e-6, "the only word of the query stands in it");
        assert_eq!((found[1].vector_rank, found[1].text_rank), (Some(1), None));
    }

    #[test]
    fn an_empty_index_finds_nothing() {
        let found = Index::build(vec![]).search("x", Some(&[1.0]), &settings(RetrievalMode::Hybrid, 0.0));
        assert_eq!(texts(&found), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn vector_ranking_equals_brute_force(rows in prop::collection::vec(prop::array::uniform9(-1.0f32..1.0), 1..60), query in prop::array::uniform9(-1.0f32..1.0)) {
            let chunks = rows.iter().enumerate().map(|(i, row)| chunk(u32::try_from(i).unwrap(), "x", Some(row)));
            let index = Index::build(chunks.collect());
            let found = index.search("", Some(&query), &settings(RetrievalMode::Vector, 0.0));
            let mut expect: Vec<f32> = rows.iter().map(|r| r.iter().zip(&query).map(|(a, b)| a * b).sum::<f32>()).filter(|s| *s > 0.0).collect();
            expect.sort_by(|a, b| b.partial_cmp(a).unwrap());
            for (passage, score) in found.iter().zip(&expect) {
                prop_assert!((passage.vector_score.unwrap() - score).abs() < 1e-4);
            }
            prop_assert_eq!(found.len(), expect.len().min(3));
        }
    }
}
