//! A client for anything that speaks OpenAI's chat completions: OpenRouter, OpenAI, vLLM, Ollama, llama.cpp, …
//!
//! A failed call is repeated only while no token has come; after that a second answer would follow the first.

use std::time::Duration;

use async_trait::async_trait;
use domain::chat::model::{ModelError, ModelInfo, ModelRequest, ModelStream, Models};
use futures::StreamExt;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response};
use tokio::time::{Instant, sleep, timeout_at};
use url::Url;

use super::catalog::Catalog;
use super::decode::Decoder;
use super::failure::{self, Failure};
use super::request::{Body, LimitName};
use super::stream::Answer;
use crate::{Secret, SetupError, http};

/// Most bytes of a completion that came in one piece.
const MAX_WHOLE: usize = 8 << 20;

/// Where a provider is and how it is asked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Up to and including the version, e.g. `https://openrouter.ai/api/v1`.
    pub base_url: String,
    /// Sent as a bearer token; servers on one's own machine often need none.
    pub api_key: Option<Secret>,
    /// The model used when an agent names none.
    pub default_model: String,
    /// Tried once when the model that was asked for is rate limited, silent or down.
    pub fallback_model: Option<String>,
    /// `HTTP-Referer`: the site that OpenRouter shows in its rankings.
    pub referer: Option<String>,
    /// `X-Title`: the name that OpenRouter shows in its rankings.
    pub title: Option<String>,
    /// Time limits and retries.
    pub limits: Limits,
}

/// How long is waited, and how often is tried.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// To open a connection.
    pub connect: Duration,
    /// From the start of one attempt to its first token.
    pub first_token: Duration,
    /// From the start of the first attempt to the first token, all retries included.
    pub overall: Duration,
    /// Between two tokens.
    pub gap: Duration,
    /// Attempts in all.
    pub attempts: u32,
    /// Pause before the second attempt; doubles with each one, and is shortened at random by up to half.
    pub backoff: Duration,
    /// Longest `Retry-After` that is waited for. A provider that asks for more gets no second attempt: a person is waiting.
    pub longest_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            first_token: Duration::from_secs(45),
            overall: Duration::from_secs(75),
            gap: Duration::from_secs(60),
            attempts: 3,
            backoff: Duration::from_millis(300),
            longest_pause: Duration::from_secs(5),
        }
    }
}

/// One provider.
#[derive(Debug)]
pub struct OpenAi {
    client: Client,
    completions: Url,
    headers: HeaderMap,
    catalog: Catalog,
    limit_name: LimitName,
    settings: Settings,
}

impl OpenAi {
    /// Checks the settings; opens no connection.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        let base = http::base_url(&settings.base_url)?;
        let join = |path| base.join(path).map_err(|error| SetupError(format!("`{base}{path}`: {error}")));
        let client = http::client(&base, settings.limits.connect)?;
        let headers = headers(&settings)?;
        let limit_name = match base.host_str() {
            Some("api.openai.com") => LimitName::MaxCompletionTokens,
            _ => LimitName::MaxTokens,
        };
        let catalog =
            Catalog::new(client.clone(), join("models")?, headers.clone(), settings.default_model.clone());
        Ok(Self { completions: join("chat/completions")?, client, headers, catalog, limit_name, settings })
    }

    /// Tries until the first token is there, nothing more can be hoped for, or time is over.
    async fn generate_from(&self, request: &ModelRequest) -> Result<ModelStream, ModelError> {
        let limits = &self.settings.limits;
        let body = serde_json::to_vec(&Body::new(request, self.limit_name))
            .map_err(|error| ModelError::Refused(error.to_string()))?;
        let body = bytes::Bytes::from(body);
        let end = Instant::now() + limits.overall;
        let mut attempt = 1;
        loop {
            let deadline = end.min(Instant::now() + limits.first_token);
            let failure = match self.attempt(body.clone(), deadline).await {
                Ok(answer) => return Ok(answer.boxed()),
                Err(failure) => failure,
            };
            let pause = self.pause(&failure, attempt).filter(|pause| Instant::now() + *pause < end);
            let Some(pause) = pause else { return Err(failure.error) };
            tracing::warn!(model = request.model, attempt, error = %failure.error, "model call failed, trying again");
            sleep(pause).await;
            attempt += 1;
        }
    }

    /// How long to wait before the next attempt. `None`: there is none.
    fn pause(&self, failure: &Failure, attempt: u32) -> Option<Duration> {
        let limits = &self.settings.limits;
        if !failure.is_passing() || attempt >= limits.attempts {
            return None;
        }
        let asked = failure.retry_after.unwrap_or_default();
        let backoff = limits.backoff.saturating_mul(1 << (attempt - 1).min(10));
        (asked <= limits.longest_pause).then(|| asked.max(backoff.mul_f64(rand::random_range(0.5..=1.0))))
    }

    /// One call, up to its first token.
    async fn attempt(&self, body: bytes::Bytes, deadline: Instant) -> Result<Answer, Failure> {
        let call = self.client.post(self.completions.clone()).headers(self.headers.clone()).body(body).send();
        let silent = || ModelError::Timeout("the provider did not answer in time".to_owned());
        let response = timeout_at(deadline, call).await.map_err(|_| silent())?.map_err(|error| {
            let text = http::chain(&error);
            if error.is_timeout() { ModelError::Timeout(text) } else { ModelError::Unavailable(text) }
        })?;
        if !response.status().is_success() {
            let refusal = timeout_at(deadline, self.refusal(response)).await;
            return Err(refusal.unwrap_or_else(|_| silent().into()));
        }
        let mut answer = if is_json(response.headers()) {
            timeout_at(deadline, whole(response, deadline, self.settings.limits.gap))
                .await
                .map_err(|_| silent())??
        } else {
            Answer::new(response.bytes_stream().boxed(), deadline, self.settings.limits.gap)
        };
        match answer.next().await {
            Some(Ok(event)) => answer.put_back(event),
            Some(Err(error)) => return Err(self.scrubbed(error).into()),
            None => return Err(ModelError::Broken("the provider sent nothing".to_owned()).into()),
        }
        Ok(answer)
    }

    async fn refusal(&self, response: Response) -> Failure {
        let status = response.status().as_u16();
        let retry_after = failure::retry_after(response.headers());
        let text = failure::sentence(&http::read_some(response, 16 << 10).await);
        let error = self.scrubbed(failure::of_status(status, format!("status {status}: {text}")));
        Failure { error, retry_after }
    }

    fn scrubbed(&self, error: ModelError) -> ModelError {
        let Some(key) = &self.settings.api_key else { return error };
        match error {
            ModelError::RateLimited(text) => ModelError::RateLimited(key.scrub(&text)),
            ModelError::Timeout(text) => ModelError::Timeout(key.scrub(&text)),
            ModelError::Unavailable(text) => ModelError::Unavailable(key.scrub(&text)),
            ModelError::Refused(text) => ModelError::Refused(key.scrub(&text)),
            ModelError::Broken(text) => ModelError::Broken(key.scrub(&text)),
        }
    }
}

#[async_trait]
impl Models for OpenAi {
    fn default_model(&self) -> &str {
        &self.settings.default_model
    }

    async fn list(&self) -> Vec<ModelInfo> {
        self.catalog.list().await
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let mut error = match self.generate_from(&request).await {
            Ok(stream) => return Ok(stream),
            Err(error) => error,
        };
        let own = request.settings.fallbacks.iter();
        let fallbacks: Vec<String> = own.chain(&self.settings.fallback_model).cloned().collect();
        for model in fallbacks.into_iter().filter(|model| *model != request.model) {
            // A request that is refused as such will be refused elsewhere, too.
            if matches!(error, ModelError::Refused(_)) {
                break;
            }
            tracing::warn!(model = request.model, fallback = model, %error, "model failed, asking the fallback");
            error = match self.generate_from(&ModelRequest { model, ..request.clone() }).await {
                Ok(stream) => return Ok(stream),
                Err(error) => error,
            };
        }
        Err(error)
    }
}

/// The headers of every request.
fn headers(settings: &Settings) -> Result<HeaderMap, SetupError> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("text/event-stream, application/json"));
    if let Some(key) = &settings.api_key {
        let value = key
            .bearer()
            .ok_or_else(|| SetupError("the model API key holds characters that no header may".to_owned()))?;
        headers.insert(AUTHORIZATION, value);
    }
    for (name, text) in [("http-referer", &settings.referer), ("x-title", &settings.title)] {
        if let Some(text) = text {
            let value = HeaderValue::from_str(text)
                .map_err(|_| SetupError(format!("`{text}` cannot stand in a header")))?;
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    Ok(headers)
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

/// An answer that came in one piece, from a server that cannot stream, or an error with status 200.
async fn whole(response: Response, deadline: Instant, gap: Duration) -> Result<Answer, ModelError> {
    let body = http::read(response, MAX_WHOLE).await.map_err(|error| match error {
        http::BodyError::TooLarge => ModelError::Broken("the answer is too long".to_owned()),
        http::BodyError::Transport(text) => ModelError::Broken(text),
    })?;
    let mut decoder = Decoder::default();
    decoder.whole(&body)?;
    Ok(Answer::decoded_already(decoder, deadline, gap))
}
