//! How long passages are.

use serde::{Deserialize, Serialize};

use crate::agent::InvalidField;

/// How long passages are, in estimated tokens. The default leaves room for the title and headings that are embedded with a
/// passage: the local embedding model reads at most 256 tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChunkSettings {
    /// Longest passage.
    pub max_tokens: u32,
    /// How much of a passage's end is repeated at the start of the next, in percent.
    pub overlap_percent: u32,
}

impl Default for ChunkSettings {
    fn default() -> Self {
        Self { max_tokens: 220, overlap_percent: 15 }
    }
}

impl ChunkSettings {
    /// Every broken rule, by its path in [`crate::agent::AgentConfig`]; empty when the settings may be used.
    pub fn problems(self) -> Vec<InvalidField> {
        let rules = [
            ((40..=1000).contains(&self.max_tokens), "knowledge.chunkTokens", "must be 40 to 1000"),
            (self.overlap_percent <= 50, "knowledge.overlapPercent", "must be 0 to 50"),
        ];
        let broken = rules.into_iter().filter(|(ok, ..)| !ok);
        broken.map(|(_, path, message)| InvalidField { path, message: message.to_owned() }).collect()
    }
}
