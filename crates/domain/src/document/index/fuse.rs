//! What both halves of a search say, made into one list.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Hit, descending};
use crate::agent::RetrievalSettings;
use crate::document::IndexedChunk;
use crate::document::retrieve::Passage;

/// What both halves say of a chunk.
#[derive(Default)]
pub(super) struct Fused {
    score: f32,
    vector_score: Option<f32>,
    vector_rank: Option<u32>,
    text: Option<(f32, u32)>,
    coverage: f32,
}

impl Fused {
    fn evidence(&self) -> f32 {
        self.vector_score.unwrap_or_default().max(self.coverage)
    }

    pub(super) fn passage(&self, source: Arc<IndexedChunk>) -> Passage {
        Passage {
            source,
            score: self.score,
            evidence: self.evidence(),
            vector_score: self.vector_score,
            vector_rank: self.vector_rank,
            text_score: self.text.map(|(score, _)| score),
            text_rank: self.text.map(|(_, rank)| rank),
        }
    }
}

/// The chunks of both lists that have enough evidence, best first, as many as the settings want. `similarity` says how similar a chunk is
/// that only the text half found.
pub(super) fn fuse(
    by_vector: &[Hit],
    by_text: &[Hit],
    similarity: impl Fn(u32) -> Option<f32>,
    settings: &RetrievalSettings,
) -> Vec<(u32, Fused)> {
    // A half that found nothing has no say, so that it does not halve what the other one says.
    let vector_weight = match (by_vector.is_empty(), by_text.is_empty()) {
        (true, _) => 0.0,
        (false, true) => 1.0,
        (false, false) => settings.vector_weight,
    };
    let mut fused: HashMap<u32, Fused> = HashMap::new();
    for (hit, rank) in by_vector.iter().zip(1..) {
        let entry = fused.entry(hit.chunk).or_default();
        (entry.vector_score, entry.vector_rank) = (Some(hit.score), Some(rank));
    }
    let text_scale = by_text.first().map_or(0.0, |best| best.coverage / best.score);
    for (hit, rank) in by_text.iter().zip(1..) {
        let entry = fused.entry(hit.chunk).or_default();
        // It may be similar enough to count and yet too far down in the vector half's list.
        entry.vector_score = entry.vector_score.or_else(|| similarity(hit.chunk));
        entry.score = (1.0 - vector_weight) * hit.score * text_scale;
        entry.text = Some((hit.score, rank));
        entry.coverage = hit.coverage;
    }
    for entry in fused.values_mut() {
        entry.score += vector_weight * entry.vector_score.unwrap_or_default();
    }
    let mut found: Vec<(u32, Fused)> =
        fused.into_iter().filter(|(_, f)| f.score > 0.0 && f.evidence() >= settings.threshold).collect();
    found.sort_by(|(a, x), (b, y)| descending(x.score, y.score).then(a.cmp(b)));
    found.truncate(settings.top_k as usize);
    found
}
