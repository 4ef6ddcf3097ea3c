//! How an agent's passages are found: settings and their rules.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::InvalidField;

/// How passages are found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RetrievalSettings {
    /// How many passages the model gets.
    pub top_k: u32,
    /// Least evidence, 0 to 1, see [`crate::document::index`]; weaker passages are dropped.
    pub threshold: f32,
    /// Which halves of the search are used.
    pub mode: RetrievalMode,
    /// How much the vector half counts in hybrid mode, 0 to 1; the text half counts for the rest.
    #[serde(default = "RetrievalSettings::default_vector_weight")]
    pub vector_weight: f32,
    /// Whether a reranker has the last word about the order, when the operator has configured one; see [`crate::document::rerank`].
    #[serde(default)]
    pub rerank: bool,
}

impl Default for RetrievalSettings {
    fn default() -> Self {
        Self {
            top_k: 6,
            threshold: 0.25,
            mode: RetrievalMode::Hybrid,
            vector_weight: Self::default_vector_weight(),
            rerank: false,
        }
    }
}

impl RetrievalSettings {
    /// Chosen on the tune questions of `evals/corpus`, of which hybrid search then answers more than either half alone.
    const fn default_vector_weight() -> f32 {
        0.8
    }

    /// Every broken rule, by its path in [`super::AgentConfig`]; empty when the settings may be used.
    pub fn problems(&self) -> Vec<InvalidField> {
        let rules = [
            ((1..=20).contains(&self.top_k), "retrieval.topK", "must be 1 to 20"),
            ((0.0..=1.0).contains(&self.threshold), "retrieval.threshold", "must be 0 to 1"),
            ((0.0..=1.0).contains(&self.vector_weight), "retrieval.vectorWeight", "must be 0 to 1"),
        ];
        let broken = rules.into_iter().filter(|(ok, ..)| !ok);
        broken.map(|(_, path, message)| InvalidField { path, message: message.to_owned() }).collect()
    }
}

/// Which halves of the search are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RetrievalMode {
    /// Vectors and text, in a weighted sum.
    Hybrid,
    /// Cosine similarity alone.
    Vector,
    /// BM25 alone.
    Text,
}

impl FromStr for RetrievalMode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "hybrid" => Ok(Self::Hybrid),
            "vector" => Ok(Self::Vector),
            "text" => Ok(Self::Text),
            _ => Err(()),
        }
    }
}
