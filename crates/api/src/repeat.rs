//! Creates that may be sent again: a request with an `Idempotency-Key` is carried out once, and each repetition gets the same answer.
//!
//! Owns the header, the fingerprint of a request and the answer that is kept. It must not know what is created.

use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::TenantId;
use domain::repeat::{Claimed, KEPT, LEASE, RepeatKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};

/// Longest `Idempotency-Key`, in characters.
const MAX_KEY: usize = 200;
/// How soon it makes sense to ask again for the answer of a request that is being worked on.
const AGAIN: Duration = Duration::from_secs(1);

/// Repeating a request with the same key within 24 hours creates nothing twice and gets the same answer; another body is refused.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes what the `Repeat` extractor reads to OpenAPI")]
pub struct IdempotencyKey {
    /// Names this request: the same key with another body is refused.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 200)]
    key: Option<String>,
}

/// The `Idempotency-Key` of a request.
pub fn idempotency_key(headers: &HeaderMap) -> ApiResult<Option<String>> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=MAX_KEY).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(ApiError::invalid(
            "Idempotency-Key",
            format!("must have 1 to {MAX_KEY} printable ASCII characters"),
        )),
    }
}

/// Where the extractor that reads the body leaves its digest for [`Repeat`].
#[derive(Clone, Default)]
pub struct BodyDigest(Arc<OnceLock<[u8; 32]>>);

impl BodyDigest {
    /// Notes what the request says.
    pub fn note(&self, parts: &[&[u8]]) {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        // A request has one body; a second note would be a defect of the extractor and changes nothing.
        let _ = self.0.set(digest.finalize().into());
    }
}

/// A request that may be sent again.
pub struct Repeat {
    key: Option<String>,
    digest: BodyDigest,
}

impl<S: Send + Sync> FromRequestParts<S> for Repeat {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> ApiResult<Self> {
        let key = idempotency_key(&parts.headers)?;
        let digest = BodyDigest::default();
        if key.is_some() {
            parts.extensions.insert(digest.clone());
        }
        Ok(Self { key, digest })
    }
}

impl Repeat {
    /// Does `create`, or tells what it answered before. `scope` says what is created and for whom: keys of other operations and other
    /// callers are other keys.
    pub async fn once(
        self,
        edge: &Edge,
        tenant: TenantId,
        scope: String,
        create: impl Future<Output = ApiResult<Answer>> + Send + 'static,
    ) -> ApiResult<Response> {
        let Some(key) = self.key else { return Ok(create.await?.into_response()) };
        let (store, clock) = (edge.cold.tenant(tenant), edge.clock.clone());
        let key = RepeatKey { scope, key };
        let fingerprint = self.digest.0.get().copied().unwrap_or_default();
        let now = clock.now();
        match store.claim(&key, &fingerprint, now, now.plus(LEASE)).await? {
            Claimed::New => {}
            Claimed::Answered(text) => return Answer::kept(&text)?.again(),
            Claimed::Running => {
                let detail = "The same request is still being worked on.";
                return Err(ApiError::new(Code::Conflict, detail).retry_after(AGAIN));
            }
            Claimed::Reused => {
                return Err(ApiError::invalid("Idempotency-Key", "was used for another request before"));
            }
        }
        // On its own task: a caller that hangs up must find the answer when it comes again.
        let work = tokio::spawn(async move {
            let outcome = create.await;
            let noted = match &outcome {
                Ok(answer) => store.settle(&key, &answer.to_keep()?, clock.now().plus(KEPT)).await,
                Err(_) => store.release(&key).await,
            };
            if let Err(error) = noted {
                tracing::warn!(%tenant, %error, "the answer of a repeatable request could not be kept");
            }
            outcome
        });
        Ok(work.await.map_err(ApiError::internal)??.into_response())
    }
}

/// What a create answers, in a form that can be kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    status: u16,
    /// Of the created thing, for `ETag`.
    version: Option<i64>,
    body: String,
    /// Whether the body holds a secret that is not kept; then this names what was created.
    shown_once: Option<String>,
}

impl Answer {
    /// An answer with this body.
    pub fn new(status: StatusCode, body: &impl Serialize) -> ApiResult<Self> {
        let body = serde_json::to_string(body).map_err(ApiError::internal)?;
        Ok(Self { status: status.as_u16(), version: None, body, shown_once: None })
    }

    /// The same with an `ETag`.
    pub fn with_version(self, version: i64) -> Self {
        Self { version: Some(version), ..self }
    }

    /// The body holds a secret: it is never kept, and a repetition is told so.
    pub fn shown_once(self, created: String) -> Self {
        Self { shown_once: Some(created), ..self }
    }

    fn to_keep(&self) -> ApiResult<String> {
        let body = if self.shown_once.is_some() { String::new() } else { self.body.clone() };
        let kept = Self { body, shown_once: self.shown_once.clone(), ..*self };
        serde_json::to_string(&kept).map_err(ApiError::internal)
    }

    fn kept(text: &str) -> ApiResult<Self> {
        serde_json::from_str(text).map_err(ApiError::internal)
    }

    fn again(self) -> ApiResult<Response> {
        match self.shown_once {
            None => Ok(self.into_response()),
            Some(created) => Err(ApiError::new(
                Code::Conflict,
                format!(
                    "This request has already made {created}, whose secret is shown only once. Revoke it and create another one."
                ),
            )),
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = (status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(version) = self.version
            && let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\""))
        {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_kept() {
        let answer = Answer::new(StatusCode::CREATED, &serde_json::json!({"key": "sk_live_x"})).unwrap();
        assert!(answer.to_keep().unwrap().contains("sk_live_x"));
        let kept = answer.shown_once("key_1".into()).to_keep().unwrap();
        assert!(!kept.contains("sk_live_x"));
        let refused = Answer::kept(&kept).unwrap().again().unwrap_err();
        assert_eq!(refused.code, Code::Conflict);
        assert!(refused.detail.contains("key_1"));
    }

    #[test]
    fn digests_tell_bodies_apart_wherever_they_are_cut() {
        let digest = |parts: &[&[u8]]| {
            let digest = BodyDigest::default();
            digest.note(parts);
            digest.0.get().copied().unwrap()
        };
        assert_eq!(digest(&[b"a", b"b"]), digest(&[b"a", b"b"]));
        assert_ne!(digest(&[b"a", b"b"]), digest(&[b"ab", b""]));
    }

    #[test]
    fn keys_are_printable_and_short() {
        let key = |value: &[u8]| {
            let mut headers = HeaderMap::new();
            headers.insert("idempotency-key", HeaderValue::from_bytes(value).unwrap());
            idempotency_key(&headers)
        };
        assert_eq!(key(b"k-1").unwrap().as_deref(), Some("k-1"));
        for wrong in [&b""[..], &[b'a'; 201], "ü".as_bytes()] {
            assert!(key(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(idempotency_key(&HeaderMap::new()).unwrap(), None);
    }
}
