//! An agent's passages, ready to be searched: a matrix of unit vectors and BM25 postings. Statistics are the agent's own, so
//! that nothing about one tenant's documents shows in another's scores. Derived data: always rebuildable from chunks.
//!
//! Two numbers decide about a passage. *Rank*: reciprocal rank fusion of both halves (Cormack, Clarke and Büttcher 2009, k = 60),
//! scaled to 0..1, orders the list. *Evidence*: the larger of the cosine similarity and the share of the query's words, weighted by
//! rarity, that the passage holds; what falls below the threshold is dropped, however well it ranks.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use super::IndexedChunk;
use super::retrieve::Passage;
use super::tokens::words;
use crate::agent::{RetrievalMode, RetrievalSettings};

const K1: f32 = 1.2;
const B: f32 = 0.75;
const RRF_K: f32 = 60.0;
/// How deep each half's ranking goes before fusion.
const CANDIDATES: usize = 100;

/// A searchable set of passages.
pub struct Index {
    chunks: Vec<Arc<IndexedChunk>>,
    /// Row-major, one row of `dims` per chunk; zeros where a chunk has no vector.
    matrix: Vec<f32>,
    dims: usize,
    postings: HashMap<Box<str>, Vec<Posting>>,
    lengths: Vec<f32>,
    average_length: f32,
    bytes: usize,
}

#[derive(Clone, Copy)]
struct Posting {
    chunk: u32,
    count: f32,
}

struct Hit {
    chunk: usize,
    score: f32,
    /// Share of the query's weighted words; only text hits have it.
    coverage: f32,
}

impl Index {
    /// Builds the index. Vectors of another length than the first one's are ignored: they come from another model.
    pub fn build(mut chunks: Vec<IndexedChunk>) -> Self {
        let dims = chunks.iter().find_map(|c| c.chunk.embedding.as_ref().map(|v| v.len())).unwrap_or(0);
        let mut matrix = vec![0.0; dims * chunks.len()];
        let mut postings: HashMap<Box<str>, Vec<Posting>> = HashMap::new();
        let mut lengths = Vec::with_capacity(chunks.len());
        let mut bytes = matrix.len() * size_of::<f32>();
        for (row, indexed) in chunks.iter_mut().enumerate() {
            if let Some(vector) = indexed.chunk.embedding.take().filter(|v| v.len() == dims) {
                matrix[row * dims..(row + 1) * dims].copy_from_slice(&vector);
            }
            let mut counts: HashMap<String, f32> = HashMap::new();
            let mut length = 0.0;
            for word in
                words(&indexed.title).chain(words(&indexed.chunk.heading)).chain(words(&indexed.chunk.text))
            {
                *counts.entry(word).or_default() += 1.0;
                length += 1.0;
            }
            for (word, count) in counts {
                let posting = Posting { chunk: u32::try_from(row).unwrap_or(u32::MAX), count };
                postings.entry(word.into_boxed_str()).or_default().push(posting);
                bytes += size_of::<Posting>();
            }
            lengths.push(length);
            bytes += indexed.chunk.text.len() + indexed.chunk.heading.len() + size_of::<IndexedChunk>();
        }
        bytes += postings.keys().map(|word| word.len() + 64).sum::<usize>();
        #[expect(clippy::cast_precision_loss, reason = "an average of word counts needs no more than f32")]
        let average_length = lengths.iter().sum::<f32>() / chunks.len().max(1) as f32;
        let chunks = chunks.into_iter().map(Arc::new).collect();
        Self { chunks, matrix, dims, postings, lengths, average_length, bytes }
    }

    /// Roughly how much memory it takes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether any passage has a vector, so that embedding the query is worth it.
    pub fn has_vectors(&self) -> bool {
        self.dims > 0
    }

    /// The best passages for a query, best first. Without a query vector the text half works alone, whatever the mode.
    pub fn search(&self, query: &str, vector: Option<&[f32]>, settings: &RetrievalSettings) -> Vec<Passage> {
        let vector = vector.filter(|v| v.len() == self.dims && self.dims > 0);
        let by_vector = match (settings.mode, vector) {
            (RetrievalMode::Hybrid | RetrievalMode::Vector, Some(vector)) => self.by_vector(vector),
            _ => Vec::new(),
        };
        let by_text = match (settings.mode, vector) {
            (RetrievalMode::Vector, Some(_)) => Vec::new(),
            _ => self.by_text(query),
        };
        self.fuse(&by_vector, &by_text, settings)
    }

    fn fuse(&self, by_vector: &[Hit], by_text: &[Hit], settings: &RetrievalSettings) -> Vec<Passage> {
        #[derive(Default)]
        struct Fused {
            rank: f32,
            vector: Option<f32>,
            text: Option<f32>,
            coverage: f32,
        }
        let halves = [by_vector, by_text].iter().filter(|half| !half.is_empty()).count();
        let mut fused: HashMap<usize, Fused> = HashMap::new();
        for (rank, hit) in by_vector.iter().enumerate() {
            let entry = fused.entry(hit.chunk).or_default();
            entry.rank += reciprocal(rank);
            entry.vector = Some(hit.score);
        }
        for (rank, hit) in by_text.iter().enumerate() {
            let entry = fused.entry(hit.chunk).or_default();
            entry.rank += reciprocal(rank);
            entry.text = Some(hit.score);
            entry.coverage = hit.coverage;
        }
        #[expect(clippy::cast_precision_loss, reason = "one or two halves")]
        let best = halves as f32 * reciprocal(0);
        let mut found: Vec<(usize, Fused)> = fused
            .into_iter()
            .filter(|(_, f)| f.vector.unwrap_or(0.0).max(f.coverage) >= settings.threshold)
            .collect();
        found.sort_by(|(a, x), (b, y)| descending(x.rank, y.rank).then(a.cmp(b)));
        found
            .into_iter()
            .take(settings.top_k as usize)
            .map(|(chunk, f)| Passage {
                source: Arc::clone(&self.chunks[chunk]),
                score: f.rank / best,
                vector_score: f.vector,
                text_score: f.text,
            })
            .collect()
    }

    /// Exact: every row is compared.
    fn by_vector(&self, query: &[f32]) -> Vec<Hit> {
        let hits = self.matrix.chunks_exact(self.dims).enumerate().map(|(chunk, row)| Hit {
            chunk,
            score: dot(row, query),
            coverage: 0.0,
        });
        top(hits.filter(|hit| hit.score > 0.0).collect())
    }

    /// BM25 (Robertson and Zaragoza 2009) with the non-negative idf of Lucene.
    fn by_text(&self, query: &str) -> Vec<Hit> {
        let mut terms: Vec<String> = words(query).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut scores: HashMap<u32, (f32, f32)> = HashMap::new();
        let mut total = 0.0;
        for term in &terms {
            let postings = self.postings.get(term.as_str()).map_or(&[][..], Vec::as_slice);
            let idf = self.idf(postings.len());
            total += idf;
            for posting in postings {
                let length = self.lengths[posting.chunk as usize] / self.average_length;
                let score = idf * posting.count * (K1 + 1.0) / (posting.count + K1 * (1.0 - B + B * length));
                let entry = scores.entry(posting.chunk).or_default();
                entry.0 += score;
                entry.1 += idf;
            }
        }
        let hits = scores.into_iter().map(|(chunk, (score, matched))| Hit {
            chunk: chunk as usize,
            score,
            coverage: matched / total,
        });
        top(hits.collect())
    }

    #[expect(clippy::cast_precision_loss, reason = "document counts are far below 2^24")]
    fn idf(&self, containing: usize) -> f32 {
        let (all, containing) = (self.chunks.len() as f32, containing as f32);
        (1.0 + (all - containing + 0.5) / (containing + 0.5)).ln()
    }
}

#[expect(clippy::cast_precision_loss, reason = "ranks are below 100")]
fn reciprocal(rank: usize) -> f32 {
    1.0 / (RRF_K + 1.0 + rank as f32)
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

/// Eight independent sums, which the compiler turns into vector instructions.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a8, b8) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a8.remainder().iter().zip(b8.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a8.zip(b8) {
        for i in 0..8 {
            sums[i] += x[i] * y[i];
        }
    }
    sums.iter().sum::<f32>() + rest
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
        RetrievalSettings { top_k: 3, threshold, mode }
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
