//! One file as an answer: type, caching, conditional requests.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;

/// A built file.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its content.
    pub bytes: Bytes,
    /// Its IANA media type.
    pub media_type: String,
    /// Changes whenever the content does; characters that may stand in an `ETag`.
    pub hash: String,
}

/// Where built files come from.
pub trait Assets: Send + Sync {
    /// The file at a path such as `assets/index.js`.
    fn get(&self, path: &str) -> Option<Asset>;
}

/// No files at all: an API without web apps.
pub struct NoAssets;

impl Assets for NoAssets {
    fn get(&self, _: &str) -> Option<Asset> {
        None
    }
}

/// How long a file may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Its name changes with its content.
    Forever,
    /// Ask before each use; the `ETag` makes that cheap.
    Revalidate,
}

/// Answers a file, or 304 when the client has it.
pub fn respond(asset: Asset, request: &HeaderMap, keep: Keep) -> Response {
    let etag = format!("\"{}\"", asset.hash);
    let known = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .any(|tag| matches!(tag.trim().trim_start_matches("W/"), tag if tag == etag || tag == "*"));
    let mut response = Response::new(if known { Body::empty() } else { Body::from(asset.bytes) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    let cache = match keep {
        Keep::Forever => "public, max-age=31536000, immutable",
        Keep::Revalidate => "no-cache",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    for (name, value) in [(header::ETAG, &etag), (header::CONTENT_TYPE, &text(asset.media_type))] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

/// Text without a charset would be guessed at.
fn text(media_type: String) -> String {
    let is_text = media_type.starts_with("text/") || media_type == "application/javascript";
    if is_text && !media_type.contains("charset") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type
    }
}

/// Build tools put a hash into the names of files under `assets/`.
pub fn keep(path: &str) -> Keep {
    if path.starts_with("assets/") { Keep::Forever } else { Keep::Revalidate }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_sent_once_and_then_confirmed() {
        let asset = Asset {
            bytes: Bytes::from_static(b"x"),
            media_type: "text/javascript".into(),
            hash: "abc".into(),
        };
        let first = respond(asset.clone(), &HeaderMap::new(), keep("widget.js"));
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
        for tag in ["\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(tag));
            assert_eq!(
                respond(asset.clone(), &headers, Keep::Forever).status(),
                StatusCode::NOT_MODIFIED,
                "{tag}"
            );
        }
        assert_eq!(keep("assets/index-1a2b.js"), Keep::Forever);
    }
}
