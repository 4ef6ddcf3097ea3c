//! Models and blobs as the configuration names them.

use std::sync::Arc;

use anyhow::Context as _;
use domain::chat::model::Models;
use domain::document::{Blobs, Embedder};
use outbound::blob::BlobStore;
use outbound::embed::{EmbeddingEndpoint, LocalEmbedder};
use outbound::llm::openai::{Limits, OpenAi, Settings};
use outbound::llm::router::Router;

use crate::config::{Config, Secret};

const OPENROUTER: &str = "https://openrouter.ai/api/v1";
const OPENROUTER_MODEL: &str = "openrouter/auto";
/// What a server with one model of its own (llama.cpp, a test) is asked for; such servers ignore the name.
const SINGLE_MODEL: &str = "default";
const PRODUCT: &str = "Parlor";

/// The provider when one is configured, the built-in answerer always.
pub fn language(config: &Config) -> anyhow::Result<Arc<dyn Models>> {
    let llm = &config.llm;
    let base_url = match (&llm.base_url, &llm.api_key) {
        (Some(url), _) => Some(url.to_string()),
        (None, Some(_)) => Some(OPENROUTER.to_owned()),
        (None, None) => None,
    };
    let Some(base_url) = base_url else { return Ok(Arc::new(Router::new(None))) };
    let openrouter = base_url.starts_with(OPENROUTER);
    let default_model = match &llm.model {
        Some(model) => model.clone(),
        None if openrouter => OPENROUTER_MODEL.to_owned(),
        None => SINGLE_MODEL.to_owned(),
    };
    let provider = OpenAi::new(Settings {
        base_url,
        api_key: secret(llm.api_key.as_ref()),
        default_model,
        fallback_model: None,
        referer: config.server.public_url.as_ref().map(ToString::to_string),
        title: Some(PRODUCT.to_owned()),
        limits: Limits::default(),
    })
    .context("the language model")?;
    Ok(Arc::new(Router::new(Some(Arc::new(provider)))))
}
