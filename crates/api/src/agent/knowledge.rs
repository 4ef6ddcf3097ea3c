//! How documents are cut, on the wire.

use domain::document::chunk::ChunkSettings;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How documents are cut into passages.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KnowledgeBody {
    /// Longest passage, in tokens.
    chunk_tokens: u32,
    /// How much of a passage's end is repeated at the start of the next, in percent.
    overlap_percent: u32,
}

/// Settings to set; what is left out keeps its value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KnowledgePatch {
    /// Longest passage, in tokens.
    #[schema(minimum = 40, maximum = 1000)]
    chunk_tokens: Option<u32>,
    /// How much of a passage's end is repeated at the start of the next, in percent.
    #[schema(minimum = 0, maximum = 50)]
    overlap_percent: Option<u32>,
}

impl KnowledgePatch {
    /// Sets the given fields.
    pub fn apply(self, settings: &mut ChunkSettings) {
        settings.max_tokens = self.chunk_tokens.unwrap_or(settings.max_tokens);
        settings.overlap_percent = self.overlap_percent.unwrap_or(settings.overlap_percent);
    }
}

impl From<ChunkSettings> for KnowledgeBody {
    fn from(settings: ChunkSettings) -> Self {
        Self { chunk_tokens: settings.max_tokens, overlap_percent: settings.overlap_percent }
    }
}
