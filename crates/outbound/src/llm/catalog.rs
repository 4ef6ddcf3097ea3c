//! The provider's list of models, fetched when asked for and kept for a while.

use std::time::Duration;

use domain::chat::model::ModelInfo;
use reqwest::Client;
use reqwest::header::HeaderMap;
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};
use url::Url;

use crate::http;

/// How long a list is good.
const FRESH: Duration = Duration::from_secs(600);
/// How long is waited after a failure before the provider is asked again.
const AGAIN: Duration = Duration::from_secs(30);
/// How long one request may take.
const TIME: Duration = Duration::from_secs(8);
/// Largest list that is read. OpenRouter's is about half a megabyte.
const MAX_BODY: usize = 8 << 20;
/// Most models that are kept.
const MAX_MODELS: usize = 2_000;

/// Never fails: without a list there is the default model.
#[derive(Debug)]
pub(super) struct Catalog {
    client: Client,
    url: Url,
    headers: HeaderMap,
    default: ModelInfo,
    /// Held while fetching, so that many callers make one request.
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    models: Vec<ModelInfo>,
    until: Option<Instant>,
}

#[derive(Deserialize)]
struct Listing {
    data: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    name: Option<String>,
    context_length: Option<u64>,
}

impl Catalog {
    pub(super) fn new(client: Client, url: Url, headers: HeaderMap, default: String) -> Self {
        let default = ModelInfo { name: default.clone(), id: default, context_tokens: None };
        Self { client, url, headers, default, kept: Mutex::default() }
    }

    /// The provider's models in its order, the default one among them. After a failure: the last list, else the default alone.
    pub(super) async fn list(&self) -> Vec<ModelInfo> {
        let mut kept = self.kept.lock().await;
        if kept.until.is_none_or(|until| until <= Instant::now()) {
            let lifetime =
                match timeout(TIME, self.fetch()).await.unwrap_or_else(|_| Err("timed out".to_owned())) {
                    Ok(models) => {
                        kept.models = models;
                        FRESH
                    }
                    Err(error) => {
                        tracing::warn!(error, "cannot list the provider's models");
                        AGAIN
                    }
                };
            kept.until = Some(Instant::now() + lifetime);
        }
        let mut models = kept.models.clone();
        if !models.iter().any(|model| model.id == self.default.id) {
            models.insert(0, self.default.clone());
        }
        models
    }

    async fn fetch(&self) -> Result<Vec<ModelInfo>, String> {
        let call = self.client.get(self.url.clone()).headers(self.headers.clone());
        let response = call.send().await.map_err(|error| http::chain(&error))?;
        if !response.status().is_success() {
            return Err(format!("status {}", response.status().as_u16()));
        }
        let body = http::read(response, MAX_BODY).await.map_err(|error| match error {
            http::BodyError::TooLarge => "the list is too large".to_owned(),
            http::BodyError::Transport(text) => text,
        })?;
        let listing: Listing = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
        let models = listing.data.into_iter().take(MAX_MODELS).map(|entry| ModelInfo {
            name: entry.name.unwrap_or_else(|| entry.id.clone()),
            id: entry.id,
            context_tokens: entry.context_length,
        });
        Ok(models.collect())
    }
}
