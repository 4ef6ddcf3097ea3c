//! A model's endpoint that takes JSON and answers JSON, at a provider that the operator has chosen. What is asked and what an answer means
//! is not its business.

use std::time::Duration;

use reqwest::{Client, StatusCode, header};
use serde::Serialize;
use url::Url;

use crate::{Secret, SetupError, http};

/// Longest part of a text that is sent, in characters: the models read about 8,000 tokens.
pub(crate) const MAX_TEXT: usize = 8_000;

/// Where it is, and what opens it.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    client: Client,
    url: Url,
    key: Option<Secret>,
}

/// Why a request failed, and whether the same one may work later.
pub(crate) struct Failure {
    pub(crate) reason: String,
    pub(crate) passing: bool,
}

impl Endpoint {
    /// Checks the settings; opens no connection. `whose` is what the key is called.
    pub(crate) fn new(
        base_url: &str,
        path: &str,
        key: Option<Secret>,
        whose: &str,
        connect: Duration,
    ) -> Result<Self, SetupError> {
        let base = http::base_url(base_url)?;
        let url = base.join(path).map_err(|error| SetupError(format!("`{base}{path}`: {error}")))?;
        if key.as_ref().is_some_and(|key| key.bearer().is_none()) {
            return Err(SetupError(format!("the {whose} holds characters that no header may")));
        }
        Ok(Self { client: http::client(&base, connect)?, url, key })
    }

    /// Asks once; the answer's body, at most `max` bytes of it.
    pub(crate) async fn ask(&self, body: &impl Serialize, max: usize) -> Result<Vec<u8>, Failure> {
        let mut call = self.client.post(self.url.clone()).json(body);
        if let Some(value) = self.key.as_ref().and_then(Secret::bearer) {
            call = call.header(header::AUTHORIZATION, value);
        }
        let response =
            call.send().await.map_err(|error| Failure { reason: http::chain(&error), passing: true })?;
        let status = response.status();
        if !status.is_success() {
            let text = http::read_some(response, 2 << 10).await;
            let passing = status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error();
            let reason =
                format!("status {}: {}", status.as_u16(), String::from_utf8_lossy(&text).escape_debug());
            return Err(Failure { reason, passing });
        }
        http::read(response, max).await.map_err(|error| match error {
            http::BodyError::TooLarge => {
                Failure { reason: "the response is too large".to_owned(), passing: false }
            }
            http::BodyError::Transport(reason) => Failure { reason, passing: true },
        })
    }

    /// A reason without the key, which a provider may repeat.
    pub(crate) fn scrub(&self, reason: &str) -> String {
        self.key.as_ref().map_or_else(|| reason.to_owned(), |key| key.scrub(reason))
    }
}

/// As much of a text as is sent.
pub(crate) fn clip(text: &str) -> &str {
    text.char_indices().nth(MAX_TEXT).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(clip(&"漢".repeat(9_000)).chars().count(), MAX_TEXT);
        assert_eq!(clip("short"), "short");
    }
}
