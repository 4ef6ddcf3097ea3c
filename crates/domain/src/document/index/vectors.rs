//! The vector half: which rows of a matrix point the same way as a query. Small matrices are compared row by row. In large ones a
//! first pass over one bit per dimension picks candidates, which are then compared exactly. It knows nothing of text.
//!
//! Bits are the signs of each dimension's distance from its mean; rows whose bits differ least from the query's come first (Charikar
//! 2002, "Similarity estimation techniques from rounding algorithms"). Scores are always the exact ones.

use pulp::Arch;

use super::{Hit, top};

/// Up to here every row is compared: it takes less than the first pass would save.
const EXACT_ROWS: usize = 2_000;
/// How many rows the first pass hands to the exact comparison, at least.
const RESCORED: usize = 800;
/// One row of so many goes to the exact comparison: the more rows, the more of them differ by as few bits as the best ones.
const RESCORED_SHARE: usize = 20;

/// Unit vectors, each belonging to a chunk.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    dims: usize,
    /// Row-major.
    rows: Vec<f32>,
    /// The chunk of each row, ascending.
    chunks: Vec<u32>,
    codes: Option<Codes>,
}

impl Vectors {
    /// Adds the vector of a chunk. One of another length than the first one's is ignored: it comes from another model.
    pub(super) fn push(&mut self, chunk: u32, vector: &[f32]) {
        if self.chunks.is_empty() {
            self.dims = vector.len();
        }
        if vector.len() == self.dims && self.dims > 0 {
            self.rows.extend_from_slice(vector);
            self.chunks.push(chunk);
        }
    }

    /// Makes it ready to be searched.
    pub(super) fn finish(&mut self) {
        self.rows.shrink_to_fit();
        self.codes = (self.chunks.len() > EXACT_ROWS).then(|| Codes::new(&self.rows, self.dims));
    }

    pub(super) const fn dims(&self) -> usize {
        self.dims
    }

    pub(super) fn bytes(&self) -> usize {
        let codes = self.codes.as_ref().map_or(0, |codes| size_of_val(&*codes.bits));
        size_of_val(&*self.rows) + size_of_val(&*self.chunks) + codes
    }

    /// The rows most similar to the query, best first; only those that point its way at all.
    pub(super) fn search(&self, query: &[f32]) -> Vec<Hit> {
        if query.len() != self.dims || self.dims == 0 {
            return Vec::new();
        }
        let hits = match &self.codes {
            None => Arch::new().dispatch(|| self.compare(0..self.chunks.len(), query)),
            Some(codes) => {
                let wanted = (self.chunks.len() / RESCORED_SHARE).max(RESCORED);
                let candidates = codes.nearest(query, wanted);
                Arch::new().dispatch(|| self.compare(candidates.into_iter(), query))
            }
        };
        top(hits)
    }

    /// How similar one chunk's row is to the query; `None` when it has no row or points elsewhere.
    pub(super) fn similarity(&self, chunk: u32, query: &[f32]) -> Option<f32> {
        let row = self.chunks.binary_search(&chunk).ok()?;
        let hits = Arch::new().dispatch(|| self.compare(std::iter::once(row), query));
        hits.first().map(|hit| hit.score)
    }

    #[inline(always)]
    fn compare(&self, rows: impl Iterator<Item = usize>, query: &[f32]) -> Vec<Hit> {
        let hit = |row: usize| Hit {
            chunk: self.chunks[row],
            score: dot(&self.rows[row * self.dims..(row + 1) * self.dims], query),
            coverage: 0.0,
        };
        rows.map(hit).filter(|hit| hit.score > 0.0).collect()
    }
}

/// One bit per dimension of each row.
#[derive(Debug)]
struct Codes {
    means: Vec<f32>,
    /// `width` words per row.
    bits: Vec<u64>,
    width: usize,
}

impl Codes {
    fn new(rows: &[f32], dims: usize) -> Self {
        let mut sums = vec![0.0f64; dims];
        for row in rows.chunks_exact(dims) {
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += f64::from(*value));
        }
        #[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^52")]
        let count = (rows.len() / dims).max(1) as f64;
        #[expect(clippy::cast_possible_truncation, reason = "a mean of f32 fits")]
        let means: Vec<f32> = sums.iter().map(|sum| (sum / count) as f32).collect();
        let width = dims.div_ceil(64);
        let mut bits = Vec::with_capacity(rows.len() / dims * width);
        for row in rows.chunks_exact(dims) {
            bits.extend(signs(row, &means));
        }
        Self { means, bits, width }
    }

    /// The rows whose bits differ least from the query's, at least `wanted` of them when there are as many. In row order, so that
    /// memory is read forwards.
    fn nearest(&self, query: &[f32], wanted: usize) -> Vec<usize> {
        let code: Vec<u64> = signs(query, &self.means).collect();
        let mut distances = vec![0u16; self.bits.len() / self.width];
        Arch::new().dispatch(|| match self.width {
            // The default model's width, spelt out so that the compiler unrolls it.
            6 => fill::<6>(&self.bits, &code, &mut distances),
            _ => fill_any(&self.bits, &code, &mut distances),
        });
        let mut histogram = vec![0usize; self.width * 64 + 1];
        for distance in &distances {
            histogram[usize::from(*distance)] += 1;
        }
        let mut seen = 0;
        let limit = histogram.iter().position(|count| {
            seen += count;
            seen >= wanted
        });
        let limit = limit.and_then(|limit| u16::try_from(limit).ok()).unwrap_or(u16::MAX);
        distances.iter().enumerate().filter(|(_, d)| **d <= limit).map(|(row, _)| row).collect()
    }
}

fn signs<'a>(row: &'a [f32], means: &'a [f32]) -> impl Iterator<Item = u64> + 'a {
    row.chunks(64).zip(means.chunks(64)).map(|(values, means)| {
        let pairs = values.iter().zip(means).enumerate();
        pairs.fold(0, |word, (bit, (value, mean))| word | (u64::from(value > mean) << bit))
    })
}

#[inline(always)]
fn fill<const WIDTH: usize>(bits: &[u64], code: &[u64], distances: &mut [u16]) {
    let (rows, _) = bits.as_chunks::<WIDTH>();
    let Some(code) = code.first_chunk::<WIDTH>() else { return };
    for (row, distance) in rows.iter().zip(distances) {
        *distance = differing(row, code);
    }
}

#[inline(always)]
fn fill_any(bits: &[u64], code: &[u64], distances: &mut [u16]) {
    for (row, distance) in bits.chunks_exact(code.len()).zip(distances) {
        *distance = differing(row, code);
    }
}

#[inline(always)]
fn differing(row: &[u64], code: &[u64]) -> u16 {
    let count: u32 = row.iter().zip(code).map(|(a, b)| (a ^ b).count_ones()).sum();
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// How similar two unit vectors are.
pub fn similarity(a: &[f32], b: &[f32]) -> f32 {
    Arch::new().dispatch(|| dot(a, b))
}

/// Independent sums, which the compiler turns into vector instructions.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 32;
    let mut sums = [0.0f32; LANES];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    for (x, y) in a.iter().zip(b) {
        for i in 0..LANES {
            sums[i] += x[i] * y[i];
        }
    }
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn vectors(rows: &[Vec<f32>]) -> Vectors {
        let mut vectors = Vectors::default();
        rows.iter().zip(0..).for_each(|(row, chunk)| vectors.push(chunk, row));
        vectors.finish();
        vectors
    }

    /// A repeatable number in -1..1.
    fn noise(seed: &mut u64) -> f32 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f32::from(((*seed >> 48) as u16).cast_signed()) / 32_768.0
    }

    fn unit(mut vector: Vec<f32>) -> Vec<f32> {
        let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|v| *v /= length);
        vector
    }

    /// Points scattered around `centres` topics that share a direction, as texts of one language do.
    fn topics(centres: usize, each: usize, dims: usize) -> Vec<Vec<f32>> {
        let mut seed = 7;
        let common: Vec<f32> = (0..dims).map(|_| noise(&mut seed)).collect();
        let mut rows = Vec::new();
        for _ in 0..centres {
            let centre: Vec<f32> = common.iter().map(|c| c * 0.6 + noise(&mut seed)).collect();
            for _ in 0..each {
                rows.push(unit(centre.iter().map(|c| c + noise(&mut seed)).collect()));
            }
        }
        rows
    }

    #[test]
    fn the_first_pass_loses_next_to_nothing() {
        let rows = topics(120, 20, 128);
        let large = vectors(&rows);
        assert!(large.codes.is_some());
        let (mut found, mut wanted) = (0, 0);
        for query in rows.iter().step_by(97) {
            let mut exact: Vec<(usize, f32)> = rows.iter().map(|row| dot(row, query)).enumerate().collect();
            exact.sort_by(|a, b| b.1.total_cmp(&a.1));
            let hits: HashSet<u32> = large.search(query).iter().take(10).map(|hit| hit.chunk).collect();
            wanted += 10;
            found +=
                exact[..10].iter().filter(|(row, _)| hits.contains(&u32::try_from(*row).unwrap())).count();
        }
        assert!(found * 100 >= wanted * 99, "{found} of {wanted}");
    }

    #[test]
    fn vectors_of_another_length_are_left_out() {
        let mixed = vectors(&[vec![1.0, 0.0], vec![1.0, 0.0, 0.0], vec![0.8, 0.6]]);
        let chunks: Vec<u32> = mixed.search(&[1.0, 0.0]).iter().map(|hit| hit.chunk).collect();
        assert_eq!(chunks, [0, 2]);
        assert!(mixed.search(&[1.0, 0.0, 0.0]).is_empty());
        assert!(Vectors::default().search(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn candidates_are_the_nearest_by_bits(
            rows in prop::collection::vec(prop::collection::vec(-1.0f32..1.0, 70), 1..80),
            query in prop::collection::vec(-1.0f32..1.0, 70),
            wanted in 1usize..40,
        ) {
            let codes = Codes::new(&rows.concat(), 70);
            let code: Vec<u64> = signs(&query, &codes.means).collect();
            let distance = |row: usize| differing(&codes.bits[row * 2..row * 2 + 2], &code);
            let near = codes.nearest(&query, wanted);
            prop_assert!(near.len() >= wanted.min(rows.len()) && near.is_sorted());
            let worst = near.iter().map(|row| distance(*row)).max().unwrap();
            prop_assert!((0..rows.len()).filter(|row| !near.contains(row)).all(|row| distance(row) > worst));
        }
    }
}
