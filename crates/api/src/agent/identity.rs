//! `GET /api/admin/agents/{id}/identity`: the secret with which the tenant's backend vouches for visitors.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::agent::identity;
use domain::id::AgentId;
use domain::vault::Vault;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{Can, IdentityManage};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// How to vouch for visitors.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityBody {
    /// Key of the HS256 signature of identity tokens. For servers only: never put it into a page.
    secret: String,
}

/// Read an agent's identity secret
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/identity",
    tag = "agents",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = IdentityBody)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn get_identity(
    State(vault): State<Arc<dyn Vault>>,
    can: Can<IdentityManage>,
    IdPath(id): IdPath<AgentId>,
) -> ApiResult<Json<IdentityBody>> {
    let stored = can.agent(id).await?.identity_secret;
    let secret = identity::open(vault.as_ref(), can.tenant.id, &stored).map_err(ApiError::internal)?;
    Ok(Json(IdentityBody { secret }))
}
