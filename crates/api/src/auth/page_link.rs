//! Somebody who follows a link to a page that this server shows for a tenant.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;

use super::presented::Caller;
use super::principal::{KeyPrincipal, Need, Principal};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};

/// The key in the link: publishable, and allowed on our own origin.
pub struct PageLink {
    /// Whose it is.
    pub key: KeyPrincipal,
    /// The key as it stands in the link.
    pub text: String,
}

#[derive(Deserialize)]
struct Link {
    key: Option<String>,
}

impl FromRequestParts<Edge> for PageLink {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> ApiResult<Self> {
        let Query(link) = Query::<Link>::try_from_uri(&parts.uri).map_err(|_| ApiError::unauthenticated())?;
        let caller = Caller::following(parts, link.key.as_deref(), &edge.settings);
        match (edge.gate.admit(&caller, Need::PageLink).await?, link.key) {
            (Principal::Key(key), Some(text)) => Ok(Self { key, text }),
            _ => Err(ApiError::unauthenticated()),
        }
    }
}
