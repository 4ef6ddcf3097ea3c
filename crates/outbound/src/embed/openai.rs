//! Any OpenAI-compatible `/embeddings` endpoint.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::document::{EmbedError, Embedder};
use serde::{Deserialize, Serialize};
use tokio::time::{sleep, timeout};

use super::normalize;
use crate::endpoint::{Endpoint, Failure, clip};
use crate::{Secret, SetupError};

/// Texts in one request.
const BATCH: usize = 64;
/// Largest response: 64 vectors of 4,096 dimensions in decimal digits fit.
const MAX_BODY: usize = 16 << 20;
const CONNECT: Duration = Duration::from_secs(5);
/// For one request, from its start to the end of the response.
const TIME: Duration = Duration::from_secs(30);
const ATTEMPTS: u32 = 3;
const BACKOFF: Duration = Duration::from_millis(300);

/// A model at a provider.
#[derive(Debug, Clone)]
pub struct OpenAiEmbedder {
    endpoint: Endpoint,
    model: String,
}

#[derive(Serialize)]
struct Request<'a> {
    model: &'a str,
    input: &'a [&'a str],
    encoding_format: &'static str,
}

#[derive(Deserialize)]
struct Response {
    data: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    index: usize,
    embedding: Vec<f32>,
}

impl OpenAiEmbedder {
    /// Checks the settings; opens no connection. `base_url` is up to and including the version, e.g. `https://api.openai.com/v1`.
    pub fn new(base_url: &str, key: Option<Secret>, model: &str) -> Result<Self, SetupError> {
        let endpoint = Endpoint::new(base_url, "embeddings", key, "embedding API key", CONNECT)?;
        Ok(Self { endpoint, model: model.to_owned() })
    }

    /// Another model at the same endpoint.
    pub(super) fn serving(&self, model: &str) -> Self {
        Self { model: model.to_owned(), ..self.clone() }
    }

    async fn batch(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let mut attempt = 1;
        loop {
            let failure = match timeout(TIME, self.ask(texts)).await {
                Ok(Ok(vectors)) => return Ok(vectors),
                Ok(Err(failure)) => failure,
                Err(_) => Failure { reason: "no answer in time".to_owned(), passing: true },
            };
            if !failure.passing || attempt == ATTEMPTS {
                return Err(EmbedError::Failed(self.endpoint.scrub(&failure.reason)));
            }
            sleep(BACKOFF * (1 << attempt)).await;
            attempt += 1;
        }
    }

    async fn ask(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, Failure> {
        let body = Request { model: &self.model, input: texts, encoding_format: "float" };
        let body = self.endpoint.ask(&body, MAX_BODY).await?;
        vectors(&body, texts.len()).map_err(|reason| Failure { reason, passing: false })
    }
}

/// The vectors of a response in the order of the texts, at unit length; exactly `count`, all of one size.
fn vectors(body: &[u8], count: usize) -> Result<Vec<Vec<f32>>, String> {
    let response: Response =
        serde_json::from_slice(body).map_err(|error| format!("unreadable response: {error}"))?;
    let mut by_index: HashMap<usize, Vec<f32>> =
        response.data.into_iter().map(|item| (item.index, item.embedding)).collect();
    let mut vectors = Vec::with_capacity(count);
    for index in 0..count {
        let mut vector = by_index.remove(&index).ok_or("the response lacks a vector")?;
        let first: &Vec<f32> = vectors.first().unwrap_or(&vector);
        if vector.is_empty() || vector.len() != first.len() || vector.iter().any(|v| !v.is_finite()) {
            return Err("the response holds a vector that cannot be used".to_owned());
        }
        normalize(&mut vector);
        vectors.push(vector);
    }
    Ok(vectors)
}

#[async_trait]
impl Embedder for OpenAiEmbedder {
    fn model(&self) -> &str {
        &self.model
    }

    async fn embed(&self, texts: Vec<String>) -> Result<Vec<Arc<[f32]>>, EmbedError> {
        // An empty input is refused by the API; a space means the same.
        let clipped: Vec<&str> =
            texts.iter().map(|text| if text.is_empty() { " " } else { clip(text) }).collect();
        let mut all = Vec::with_capacity(texts.len());
        for batch in clipped.chunks(BATCH) {
            all.extend(self.batch(batch).await?.into_iter().map(Arc::from));
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_ordered_checked_and_scaled() {
        let good = br#"{"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}]}"#;
        assert_eq!(vectors(good, 2).unwrap(), [[0.6, 0.8], [0.0, 1.0]]);
        for (body, count) in [
            (good.as_slice(), 3),
            (br#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#, 2),
            (br#"{"data":[{"index":0,"embedding":[]}]}"#, 1),
            (br#"{"data":[{"index":0,"embedding":[1e39]}]}"#, 1),
            (br#"{"error":"no"}"#, 1),
        ] {
            assert!(vectors(body, count).is_err(), "{}", String::from_utf8_lossy(body));
        }
    }
}
