//! A tenant's server with a secret key, where the agent and the visitor are named in the body.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::id::AgentId;

use super::presented::Caller;
use super::principal::{KeyPrincipal, Need, Principal};
use super::visitor::{Visitor, named_visitor};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};

/// Whom calls belong to that name nobody.
const NOBODY_NAMED: &str = "api";

/// The bearer of a secret key that may chat.
pub struct ServerKey(pub KeyPrincipal, Option<String>);

impl FromRequestParts<Edge> for ServerKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> ApiResult<Self> {
        let caller = Caller::of(parts, &edge.gate.secrets, &edge.settings);
        match edge.gate.admit(&caller, Need::Visitor).await? {
            Principal::Key(key) => Ok(Self(key, named_visitor(&parts.headers))),
            Principal::Visitor(_) => Err(ApiError::forbidden("This is for servers, with a secret key.")),
            Principal::Member(_) => Err(ApiError::unauthenticated()),
        }
    }
}

impl ServerKey {
    /// The visitor that the server acts for: the one of the header, else `user`, else one for all calls that name nobody.
    pub async fn acting(&self, edge: &Edge, agent: AgentId, user: Option<&str>) -> ApiResult<Visitor> {
        match &self.1 {
            Some(name) => Visitor::acted_for(edge, &self.0, agent, name, "X-Parlor-Visitor").await,
            None => Visitor::acted_for(edge, &self.0, agent, user.unwrap_or(NOBODY_NAMED), "user").await,
        }
    }
}
