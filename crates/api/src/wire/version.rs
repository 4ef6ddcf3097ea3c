//! `If-Match` and `ETag` over a draft's revision (RFC 9110, section 13.1.1).

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};

use crate::error::{ApiError, Code};

/// The version that the caller has seen, if they told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(Sent);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Any,
    Version(i64),
    Unreadable,
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(match parts.headers.get(header::IF_MATCH) {
            None => Sent::Nothing,
            Some(value) => read(value),
        }))
    }
}

fn read(value: &HeaderValue) -> Sent {
    match value.to_str().map(str::trim) {
        Ok("*") => Sent::Any,
        Ok(text) => text.trim_matches('"').parse().map_or(Sent::Unreadable, Sent::Version),
        Err(_) => Sent::Unreadable,
    }
}

impl IfMatch {
    /// The revision to expect: from the header, else from the body, else `current` (the caller accepts whatever is there).
    pub fn expected(self, body: Option<i64>, current: i64) -> Result<i64, ApiError> {
        match self.0 {
            Sent::Version(version) => Ok(version),
            // A tag that this server never gave out cannot match.
            Sent::Unreadable => {
                Err(ApiError::new(Code::Conflict, "This was changed meanwhile. Reload and try again."))
            }
            Sent::Any => Ok(current),
            Sent::Nothing => Ok(body.unwrap_or(current)),
        }
    }
}

/// The `ETag` of a revision.
pub fn etag(revision: i64) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{revision}\""))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_wins_over_the_body() {
        let header = |text: &'static str| IfMatch(read(&HeaderValue::from_static(text)));
        assert_eq!(header("\"4\"").expected(Some(2), 9).unwrap(), 4);
        assert_eq!(header("4").expected(None, 9).unwrap(), 4);
        assert_eq!(header("*").expected(Some(2), 9).unwrap(), 9);
        assert_eq!(IfMatch(Sent::Nothing).expected(Some(2), 9).unwrap(), 2);
        assert_eq!(IfMatch(Sent::Nothing).expected(None, 9).unwrap(), 9);
        assert_eq!(header("W/\"x\"").expected(None, 9).unwrap_err().code, Code::Conflict);
    }
}
