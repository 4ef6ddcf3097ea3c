//! Models, readers and blobs as the configuration names them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use domain::chat::model::Models;
use domain::document::content::Extractor;
use domain::document::rerank::Reranker;
use domain::document::{Blobs, Embedders};
use outbound::blob::BlobStore;
use outbound::embed::Source;
use outbound::embed::local::LocalEmbedder;
use outbound::embed::models::EmbeddingModels;
use outbound::embed::openai::OpenAiEmbedder;
use outbound::extract;
use outbound::extract::process::{ProcessExtractor, running_program};
use outbound::llm::openai::{Limits, OpenAi, Settings};
use outbound::llm::router::Router;
use outbound::rerank::RerankEndpoint;

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

/// The local model, and the configured endpoint.
pub fn embedders(config: &Config) -> anyhow::Result<Arc<dyn Embedders>> {
    let embed = &config.embed;
    let local = LocalEmbedder::new(weights(config), embed_threads());
    if embed.model == "local" {
        return Ok(Arc::new(EmbeddingModels::new(local, None)));
    }
    let base_url =
        embed.base_url.as_ref().context("PARLOR_EMBED_BASE_URL is needed with PARLOR_EMBED_MODEL")?;
    let endpoint = OpenAiEmbedder::new(base_url.as_str(), secret(embed.api_key.as_ref()), &embed.model)
        .context("the embedding endpoint")?;
    Ok(Arc::new(EmbeddingModels::new(local, Some(endpoint))))
}

/// The configured endpoint, if there is one.
pub fn reranker(config: &Config) -> anyhow::Result<Option<Arc<dyn Reranker>>> {
    let rerank = &config.rerank;
    let Some(base_url) = &rerank.base_url else { return Ok(None) };
    let model =
        rerank.model.as_deref().context("PARLOR_RERANK_MODEL is needed with PARLOR_RERANK_BASE_URL")?;
    let time = Duration::from_millis(rerank.millis);
    let endpoint = RerankEndpoint::new(base_url.as_str(), secret(rerank.api_key.as_ref()), model, time);
    Ok(Some(Arc::new(endpoint.context("the reranker")?)))
}

/// One per core for each kind of work; a text is short, and more than a few threads at once would only wait for memory.
fn embed_threads() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(8))
}

/// A folder that was named wins over the model inside the binary.
#[cfg(feature = "weights")]
fn weights(config: &Config) -> Source {
    match &config.embed.weights_dir {
        Some(dir) => Source::Folder(dir.clone()),
        None => Source::Embedded { weights: &embedded::WEIGHTS.0, tokenizer: embedded::TOKENIZER },
    }
}

#[cfg(not(feature = "weights"))]
fn weights(config: &Config) -> Source {
    Source::Folder(config.weights_dir())
}

#[cfg(feature = "weights")]
mod embedded {
    /// Aligned, so that the numbers are used in place.
    #[repr(C, align(64))]
    pub struct Aligned<T: ?Sized>(pub T);

    pub static WEIGHTS: &Aligned<[u8]> =
        &Aligned(*include_bytes!(concat!(env!("PARLOR_WEIGHTS"), "/model.safetensors")));
    pub const TOKENIZER: &[u8] = include_bytes!(concat!(env!("PARLOR_WEIGHTS"), "/tokenizer.json"));
}

/// This program, started as a reader, unless another one is named.
pub fn extractor(config: &Config) -> anyhow::Result<Arc<dyn Extractor>> {
    let extract = &config.extract;
    let program = match &extract.program {
        Some(program) => program.clone(),
        None => running_program().context("where is this program?")?,
    };
    let limits = extract::Limits {
        memory_bytes: extract.memory_bytes,
        cpu_seconds: extract.cpu_seconds,
        wall: Duration::from_secs(extract.seconds),
        output_bytes: extract.output_bytes,
    };
    Ok(Arc::new(ProcessExtractor::new(program, limits)))
}

/// Uploads in a folder or a bucket.
pub fn blobs(config: &Config) -> anyhow::Result<Arc<dyn Blobs>> {
    let Some(url) = &config.storage.blobs_url else {
        return Ok(Arc::new(BlobStore::folder(&config.in_data_dir("blobs"))?));
    };
    let options: Vec<(String, String)> =
        config.storage.s3.iter().map(|(name, value)| (name.clone(), value.reveal().to_owned())).collect();
    Ok(Arc::new(BlobStore::open(url.as_str(), &options)?))
}

fn secret(secret: Option<&Secret>) -> Option<outbound::Secret> {
    secret.map(|secret| outbound::Secret::new(secret.reveal()))
}
