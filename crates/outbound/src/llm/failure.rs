//! What a provider's refusal means: which error it is, and whether asking again makes sense.

use std::time::Duration;

use domain::chat::model::ModelError;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::chunk::Chunk;

/// Longest text of a provider's error that is kept, in bytes.
pub(super) const MAX_TEXT: usize = 2 << 10;

/// A call that brought no token.
#[derive(Debug)]
pub(super) struct Failure {
    pub error: ModelError,
    /// How long the provider asks to be left alone.
    pub retry_after: Option<Duration>,
}

impl From<ModelError> for Failure {
    fn from(error: ModelError) -> Self {
        Self { error, retry_after: None }
    }
}

impl Failure {
    /// Whether the same request may succeed a moment later.
    pub(super) fn is_passing(&self) -> bool {
        !matches!(self.error, ModelError::Refused(_))
    }
}

/// The error for an HTTP status, with the provider's words for the log.
pub(super) fn of_status(status: u16, text: String) -> ModelError {
    match status {
        429 => ModelError::RateLimited(text),
        408 | 504 | 524 => ModelError::Timeout(text),
        400..=499 => ModelError::Refused(text),
        _ => ModelError::Unavailable(text),
    }
}

/// The provider's sentence in an error body: the `error` of a JSON object, else the text as it is. One line, bounded.
pub(super) fn sentence(body: &[u8]) -> String {
    let parsed = serde_json::from_slice::<Chunk>(body).ok().and_then(|chunk| chunk.error);
    let text = parsed
        .map_or_else(|| String::from_utf8_lossy(body).into_owned(), |failure| failure.message().to_owned());
    clip(&text)
}

/// The text in one line and at most [`MAX_TEXT`] bytes.
pub(super) fn clip(text: &str) -> String {
    let mut line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.truncate(line.floor_char_boundary(MAX_TEXT));
    line
}

/// `Retry-After` in its form of seconds (RFC 9110, 10.2.3). Providers of models do not send the form with a date.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: f64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    #[test]
    fn statuses_become_typed_errors() {
        for (status, code, passing) in [
            (429, "model_rate_limited", true),
            (408, "model_timeout", true),
            (500, "model_unavailable", true),
            (503, "model_unavailable", true),
            (302, "model_unavailable", true),
            (400, "model_refused", false),
            (401, "model_refused", false),
            (402, "model_refused", false),
            (404, "model_refused", false),
        ] {
            let failure = Failure::from(of_status(status, String::new()));
            assert_eq!((failure.error.code(), failure.is_passing()), (code, passing), "{status}");
        }
    }

    #[test]
    fn error_bodies_become_one_bounded_line() {
        assert_eq!(sentence(br#"{"error":{"message":"no\nsuch model","code":404}}"#), "no such model");
        assert_eq!(sentence(b"<h1>Bad Gateway</h1>\r\n"), "<h1>Bad Gateway</h1>  ");
        assert_eq!(sentence(&[0xff, b'x']), "\u{fffd}x");
        assert!(sentence("ü".repeat(5_000).as_bytes()).len() <= MAX_TEXT);
    }

    #[test]
    fn retry_after_is_seconds() {
        for (text, expect) in [
            ("2", Some(Duration::from_secs(2))),
            ("0.5", Some(Duration::from_millis(500))),
            ("-1", None),
            ("1e300", None),
            ("NaN", None),
            ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]);
            assert_eq!(retry_after(&headers), expect, "{text}");
        }
    }
}
