//! One request to a project's public API: keys, body, repetitions with longer and longer pauses.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use domain::clock::Clock;
use domain::langfuse::{LangfuseError, Project};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::Secret;
use crate::egress::{Egress, EgressError, EgressRequest, EgressResponse};

/// How often a request is sent at most.
const ATTEMPTS: u32 = 4;
/// Pause before the first repetition; it doubles.
const BACKOFF: Duration = Duration::from_millis(500);
/// How much of a refusal is told, in characters.
const TOLD: usize = 200;
/// Says that spans are written for version 4, where they are seen at once.
const INGESTION: HeaderName = HeaderName::from_static("x-langfuse-ingestion-version");

/// Asks one project.
pub(super) struct Caller<'a> {
    egress: &'a Egress,
    clock: &'a dyn Clock,
    base: Url,
    keys: HeaderValue,
    secret: Secret,
}

impl<'a> Caller<'a> {
    pub(super) fn new(
        egress: &'a Egress,
        clock: &'a dyn Clock,
        project: &Project,
    ) -> Result<Self, LangfuseError> {
        let base = Url::parse(&project.host)
            .map_err(|error| LangfuseError::Address(format!("the host: {error}")))?;
        if base.cannot_be_a_base() {
            return Err(LangfuseError::Address("the host is no web address".to_owned()));
        }
        let pair = STANDARD.encode(format!("{}:{}", project.public_key.trim(), project.secret_key.trim()));
        let keys = Secret::new(&format!("Basic {pair}")).header().ok_or(LangfuseError::Keys)?;
        Ok(Self { egress, clock, base, keys, secret: Secret::new(&project.secret_key) })
    }

    /// Sends until there is an answer that says something, and reads it.
    pub(super) async fn ask<T: for<'de> Deserialize<'de>>(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<T, LangfuseError> {
        let answer = self.send(method, path, query, body).await?;
        serde_json::from_slice(&answer.body).map_err(|error| {
            LangfuseError::Answer(format!("{} answered what is not expected: {error}", path.join("/")))
        })
    }

    async fn send(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<EgressResponse, LangfuseError> {
        let request = self.request(method, path, query, body)?;
        let mut pause = BACKOFF;
        for _ in 1..ATTEMPTS {
            match self.egress.send(request.clone()).await {
                Ok(answer) if !passes(answer.status) => return self.judge(answer),
                Err(error @ (EgressError::Blocked(_) | EgressError::TooLarge | EgressError::Redirect(_))) => {
                    return Err(error.into());
                }
                Ok(_) | Err(EgressError::Timeout | EgressError::Failed(_)) => {}
            }
            self.clock.sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
        self.judge(self.egress.send(request).await?)
    }

    fn request(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<EgressRequest, LangfuseError> {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(["api", "public"]).extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = EgressRequest::new(method, url);
        request.headers.insert(AUTHORIZATION, self.keys.clone());
        request.headers.insert(INGESTION, HeaderValue::from_static("4"));
        if let Some(value) = body {
            request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            request.body = Bytes::from(value.to_string());
        }
        Ok(request)
    }

    fn judge(&self, answer: EgressResponse) -> Result<EgressResponse, LangfuseError> {
        let status = answer.status;
        if status.is_success() {
            return Ok(answer);
        }
        let said = String::from_utf8_lossy(&answer.body);
        let said: String = self.secret.scrub(&said).chars().take(TOLD).collect();
        Err(match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => LangfuseError::Keys,
            StatusCode::NOT_FOUND => LangfuseError::Missing(answer.url.path().to_owned()),
            status if passes(status) => {
                LangfuseError::Unavailable(format!("status {}: {said}", status.as_u16()))
            }
            status => LangfuseError::Answer(format!("status {}: {said}", status.as_u16())),
        })
    }
}

/// Whether it may be different in a moment.
fn passes(status: StatusCode) -> bool {
    status.is_server_error()
        || status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::REQUEST_TIMEOUT
}

impl From<EgressError> for LangfuseError {
    fn from(error: EgressError) -> Self {
        match error {
            EgressError::Blocked(reason) | EgressError::Redirect(reason) => Self::Address(reason.to_owned()),
            EgressError::TooLarge => Self::Answer("the answer is too large".to_owned()),
            EgressError::Timeout => Self::Unavailable("no answer in time".to_owned()),
            EgressError::Failed(reason) => Self::Unavailable(reason),
        }
    }
}
