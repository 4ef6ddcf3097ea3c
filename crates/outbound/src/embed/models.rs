//! The embedding models that can be asked: the one in the process, and any of the configured endpoint.

use std::sync::Arc;

use domain::document::{Embedder, Embedders};

use super::MODEL;
use super::local::LocalEmbedder;
use super::openai::OpenAiEmbedder;

/// Models by name. The endpoint serves whatever name it is asked for; the built-in model is always there.
pub struct EmbeddingModels {
    local: Arc<LocalEmbedder>,
    endpoint: Option<OpenAiEmbedder>,
}

impl EmbeddingModels {
    /// The endpoint's model is the current one when there is an endpoint.
    pub fn new(local: LocalEmbedder, endpoint: Option<OpenAiEmbedder>) -> Self {
        Self { local: Arc::new(local), endpoint }
    }
}

impl Embedders for EmbeddingModels {
    fn current(&self) -> Arc<dyn Embedder> {
        match &self.endpoint {
            Some(endpoint) => Arc::new(endpoint.clone()),
            None => self.local.clone(),
        }
    }

    fn named(&self, model: &str) -> Option<Arc<dyn Embedder>> {
        if model == MODEL {
            return Some(self.local.clone());
        }
        let endpoint = self.endpoint.as_ref()?;
        Some(Arc::new(endpoint.serving(model)))
    }
}
