//! Any endpoint that reranks in the common form: `POST {base}/rerank` with `model`, `query`, `documents` and `top_n`, answered by
//! `results` with `index` and `relevance_score` (Cohere, Jina, vLLM, llama.cpp, Infinity).

use std::time::Duration;

use async_trait::async_trait;
use domain::document::rerank::{Judged, RerankError, Reranker};
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use crate::endpoint::{Endpoint, clip};
use crate::{Secret, SetupError};

/// Largest response. Some endpoints send the texts back.
const MAX_BODY: usize = 4 << 20;
const CONNECT: Duration = Duration::from_secs(2);

/// A model at a provider.
#[derive(Debug, Clone)]
pub struct RerankEndpoint {
    endpoint: Endpoint,
    model: String,
    time: Duration,
}

#[derive(Serialize)]
struct Request<'a> {
    model: &'a str,
    query: &'a str,
    documents: Vec<&'a str>,
    top_n: usize,
}

#[derive(Deserialize)]
struct Response {
    results: Vec<Item>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Item {
    index: usize,
    relevance_score: f32,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    total_tokens: u64,
}

impl RerankEndpoint {
    /// Checks the settings; opens no connection. A call takes at most `time`, from its start to the end of the response.
    pub fn new(base_url: &str, key: Option<Secret>, model: &str, time: Duration) -> Result<Self, SetupError> {
        let endpoint = Endpoint::new(base_url, "rerank", key, "reranker's API key", CONNECT)?;
        Ok(Self { endpoint, model: model.to_owned(), time })
    }

    async fn ask(&self, query: &str, texts: &[String]) -> Result<Judged, String> {
        let documents: Vec<&str> = texts.iter().map(|text| clip(text)).collect();
        let body = Request { model: &self.model, query, top_n: documents.len(), documents };
        let body = self.endpoint.ask(&body, MAX_BODY).await.map_err(|failure| failure.reason)?;
        judged(&body, texts.len())
    }
}

/// The scores of a response in the order of the texts.
fn judged(body: &[u8], count: usize) -> Result<Judged, String> {
    let response: Response =
        serde_json::from_slice(body).map_err(|error| format!("unreadable response: {error}"))?;
    let mut scores = vec![None; count];
    for Item { index, relevance_score } in response.results {
        let score = scores.get_mut(index).ok_or("the response scores a text that was not sent")?;
        if !relevance_score.is_finite() {
            return Err("the response holds a score that is no number".to_owned());
        }
        *score = Some(relevance_score);
    }
    if scores.iter().all(Option::is_none) {
        return Err("the response holds no score".to_owned());
    }
    Ok(Judged { scores, tokens: response.usage.map_or(0, |usage| usage.total_tokens) })
}

#[async_trait]
impl Reranker for RerankEndpoint {
    fn model(&self) -> &str {
        &self.model
    }

    async fn rerank(&self, question: &str, texts: &[String]) -> Result<Judged, RerankError> {
        let asked = timeout(self.time, self.ask(question, texts)).await;
        let asked = asked.unwrap_or_else(|_| Err("no answer in time".to_owned()));
        asked.map_err(|reason| RerankError(self.endpoint.scrub(&reason)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_put_in_the_order_of_the_texts_and_checked() {
        let said = br#"{"results":[{"index":2,"relevance_score":0.9,"document":{"text":"c"}},{"index":0,"relevance_score":-1}],
            "usage":{"total_tokens":42},"id":"x"}"#;
        let expect = Judged { scores: vec![Some(-1.0), None, Some(0.9)], tokens: 42 };
        assert_eq!(judged(said, 3).unwrap(), expect);
        for (body, count) in [
            (said.as_slice(), 2),
            (br#"{"results":[]}"#, 2),
            (br#"{"results":[{"index":0,"relevance_score":1e39}]}"#, 1),
            (br#"{"results":[{"index":-1,"relevance_score":1}]}"#, 1),
            (br#"{"error":"no"}"#, 1),
        ] {
            assert!(judged(body, count).is_err(), "{}", String::from_utf8_lossy(body));
        }
    }
}
