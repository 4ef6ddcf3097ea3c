//! What every outgoing HTTP call shares: how clients are made, and reading a body that may not grow without bound.

use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::{Host, Url};

use crate::tls;

/// Something configured cannot be used; the sentence says what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SetupError(pub String);

/// A client for one operator-chosen service: HTTP/1.1 with kept connections, no redirects (a credential must not travel to
/// another host).
///
/// HTTP/1.1 because each answer then has a connection of its own: a slow reader holds back its own stream and no other.
/// A proxy named in the environment is used, except for services on this machine.
pub(crate) fn client(base: &Url, connect_timeout: Duration) -> Result<Client, SetupError> {
    tls::install_crypto_provider();
    let builder = Client::builder()
        .http1_only()
        .tcp_nodelay(true)
        .connect_timeout(connect_timeout)
        .pool_max_idle_per_host(512)
        .pool_idle_timeout(Duration::from_secs(55))
        .redirect(Policy::none())
        .user_agent(concat!("parlor/", env!("CARGO_PKG_VERSION")));
    let builder = if is_this_machine(base) { builder.no_proxy() } else { builder };
    // Without TLS the system's certificates are of no use, and a machine that has none must still reach its own services.
    let builder = if base.scheme() == "http" { builder.tls_certs_only([]) } else { builder };
    builder.build().map_err(|error| SetupError(format!("cannot set up an HTTP client: {}", chain(&error))))
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Checks a base URL and makes it end in a slash, so that [`Url::join`] appends to it.
pub(crate) fn base_url(text: &str) -> Result<Url, SetupError> {
    let url = Url::parse(&format!("{}/", text.trim().trim_end_matches('/')))
        .map_err(|error| SetupError(format!("`{text}` is no URL: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(SetupError(format!("`{text}` must begin with http:// or https://")));
    }
    Ok(url)
}

/// Why a body was not read.
#[derive(Debug)]
pub(crate) enum BodyError {
    /// It is larger than the bound.
    TooLarge,
    /// The connection failed; the text says how.
    Transport(String),
}

/// The whole body, at most `max` bytes of it.
pub(crate) async fn read(mut response: Response, max: usize) -> Result<Vec<u8>, BodyError> {
    let mut body = Vec::new();
    while let Some(piece) = next(&mut response).await? {
        if body.len() + piece.len() > max {
            return Err(BodyError::TooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// The beginning of a body, at most `max` bytes: for error texts, where a broken body is no further news.
pub(crate) async fn read_some(mut response: Response, max: usize) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(piece)) = next(&mut response).await {
        body.extend_from_slice(&piece[..piece.len().min(max - body.len())]);
        if body.len() == max {
            break;
        }
    }
    body
}

/// The next piece of a body; `None` at its end.
pub(crate) async fn next(response: &mut Response) -> Result<Option<Bytes>, BodyError> {
    response.chunk().await.map_err(|error| BodyError::Transport(chain(&error)))
}

/// An error with all its causes in one line. The URL is left out: it may hold credentials.
pub(crate) fn chain(error: &reqwest::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        parts.push(inner.to_string());
        cause = inner.source();
    }
    if parts.is_empty() {
        let kind = if error.is_timeout() { "timed out" } else { "failed" };
        parts.push(format!("request {kind}"));
    }
    parts.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_are_joined_below_their_path() {
        for (text, expect) in [
            ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/models"),
            ("http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1/models"),
            (" http://localhost:11434/v1 ", "http://localhost:11434/v1/models"),
        ] {
            assert_eq!(base_url(text).unwrap().join("models").unwrap().as_str(), expect);
        }
        for wrong in ["", "openrouter.ai", "file:///etc/passwd", "http://"] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn this_machine_is_recognised() {
        for (text, expect) in [
            ("http://127.0.0.1:1/", true),
            ("http://[::1]:1/", true),
            ("http://localhost/", true),
            ("https://localhost.example.com/", false),
            ("https://openrouter.ai/", false),
        ] {
            assert_eq!(is_this_machine(&Url::parse(text).unwrap()), expect, "{text}");
        }
    }
}
