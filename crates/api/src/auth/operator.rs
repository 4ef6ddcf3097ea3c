//! Whoever runs the installation, by the token that its configuration names.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::key::SecretHash;

use super::secrets::same;
use crate::context::Edge;
use crate::error::ApiError;

/// The bearer of the operator's token. Without a configured token there is nobody.
pub struct Operator;

impl FromRequestParts<Edge> for Operator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> Result<Self, ApiError> {
        let sent = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let sent = sent.and_then(|value| value.strip_prefix("Bearer "));
        match (&edge.settings.metrics_token, sent) {
            // Hashes have one length: how much of the token is right cannot be timed.
            (Some(token), Some(sent)) if same(&token.0, &SecretHash::of(sent.trim()).0) => Ok(Self),
            _ => Err(ApiError::unauthenticated()),
        }
    }
}
