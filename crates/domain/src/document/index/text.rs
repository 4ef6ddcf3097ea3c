//! The text half: BM25 (Robertson and Zaragoza 2009) with the non-negative idf of Lucene, over postings of one agent's words. It knows
//! nothing of vectors.

use std::collections::HashMap;

use super::{Hit, top};
use crate::document::tokens::words;

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// What a word costs beside its letters and postings: its entry in the vocabulary and its list.
const WORD_OVERHEAD: usize = 64;

/// Which words occur where.
#[derive(Debug, Default)]
pub(super) struct Text {
    vocabulary: HashMap<Box<str>, u32>,
    /// By number of the word.
    postings: Vec<Vec<Posting>>,
    /// Words of each chunk; after [`Text::finish`] what BM25 makes of them.
    lengths: Vec<f32>,
    /// Kept from chunk to chunk while building.
    scratch: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Posting {
    chunk: u32,
    count: f32,
}

impl Text {
    /// Adds the next chunk: everything it can be found by.
    pub(super) fn push<'a>(&mut self, chunk: u32, parts: impl IntoIterator<Item = &'a str>) {
        self.scratch.clear();
        for word in parts.into_iter().flat_map(words) {
            let next = self.vocabulary.len();
            let number = *self.vocabulary.entry(word.into_boxed_str()).or_insert_with(|| {
                self.postings.push(Vec::new());
                u32::try_from(next).unwrap_or(u32::MAX)
            });
            self.scratch.push(number);
        }
        self.scratch.sort_unstable();
        for same in self.scratch.chunk_by(|a, b| a == b) {
            self.postings[same[0] as usize].push(Posting { chunk, count: amount(same.len()) });
        }
        self.lengths.push(amount(self.scratch.len()));
    }

    /// Makes it ready to be searched.
    pub(super) fn finish(&mut self) {
        let average = self.lengths.iter().sum::<f32>() / amount(self.lengths.len().max(1));
        self.lengths.iter_mut().for_each(|length| *length = K1 * (1.0 - B + B * *length / average));
        self.postings.iter_mut().for_each(Vec::shrink_to_fit);
        self.scratch = Vec::new();
    }

    pub(super) fn bytes(&self) -> usize {
        let letters: usize = self.vocabulary.keys().map(|word| word.len() + WORD_OVERHEAD).sum();
        let postings: usize = self.postings.iter().map(|list| size_of_val(&**list)).sum();
        letters + postings + size_of_val(&*self.lengths)
    }

    /// The chunks that say most of what the query says, best first.
    pub(super) fn search(&self, query: &str) -> Vec<Hit> {
        let mut terms: Vec<String> = words(query).collect();
        terms.sort_unstable();
        terms.dedup();
        // Score and matched weight of each chunk. Fresh zeros come from the system as untouched pages.
        let mut sums = vec![[0.0f32; 2]; self.lengths.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut total = 0.0;
        for term in &terms {
            let number = self.vocabulary.get(term.as_str());
            let list = number.map_or(&[][..], |number| &self.postings[*number as usize]);
            let idf = self.idf(list.len());
            total += idf;
            for posting in list {
                let chunk = posting.chunk as usize;
                let sum = &mut sums[chunk];
                if sum[1] == 0.0 {
                    touched.push(posting.chunk);
                }
                sum[0] += idf * posting.count * (K1 + 1.0) / (posting.count + self.lengths[chunk]);
                sum[1] += idf;
            }
        }
        let hit = |chunk: u32| {
            let [score, matched] = sums[chunk as usize];
            Hit { chunk, score, coverage: matched / total }
        };
        top(touched.into_iter().map(hit).collect())
    }

    fn idf(&self, containing: usize) -> f32 {
        let (all, containing) = (amount(self.lengths.len()), amount(containing));
        (1.0 + (all - containing + 0.5) / (containing + 0.5)).ln()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words and chunks are far below 2^24")]
fn amount(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(chunks: &[&str]) -> Text {
        let mut text = Text::default();
        chunks.iter().zip(0..).for_each(|(words, chunk)| text.push(chunk, [*words]));
        text.finish();
        text
    }

    #[test]
    fn scores_are_bm25() {
        let text = text(&["fern fern moss", "fern", "lichen bark bark bark"]);
        let hits = text.search("fern");
        // By hand: N = 3, n = 2, average length 8/3.
        let idf = (1.0f32 + 1.5 / 2.5).ln();
        let score = |count: f32, length: f32| {
            idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / (8.0 / 3.0)))
        };
        let expect = [(1, score(1.0, 1.0)), (0, score(2.0, 3.0))];
        for (chunk, score) in expect {
            let hit = hits.iter().find(|hit| hit.chunk == chunk).unwrap();
            assert!((hit.score - score).abs() < 1e-5, "{chunk}: {} {score}", hit.score);
        }
        assert_eq!(hits.len(), 2);
    }

    #[test]
    fn coverage_is_the_weighted_share_of_the_query() {
        let text = text(&["fern", "moss", "moss fern", "bark"]);
        let hits = text.search("moss fern");
        let coverage = |chunk| hits.iter().find(|hit| hit.chunk == chunk).unwrap().coverage;
        assert!((coverage(2) - 1.0).abs() < 1e-6 && (coverage(0) - 0.5).abs() < 1e-6);
        assert_eq!(hits[0].chunk, 2);
        assert!(text.search("unheard of").is_empty());
    }
}
