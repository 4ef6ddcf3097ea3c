//! A web page with a publishable key.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::presented::Caller;
use super::principal::{KeyPrincipal, Need, Principal};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};

/// The bearer of a publishable key, on a page of an allowed origin.
pub struct PageKey(pub KeyPrincipal);

impl FromRequestParts<Edge> for PageKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> ApiResult<Self> {
        let caller = Caller::of(parts, &edge.gate.secrets, &edge.settings);
        match edge.gate.admit(&caller, Need::PageKey).await? {
            Principal::Key(key) => Ok(Self(key)),
            Principal::Member(_) | Principal::Visitor(_) => Err(ApiError::unauthenticated()),
        }
    }
}
