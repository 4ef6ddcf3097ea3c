//! `GET /api/admin/agents/{id}`.

use axum::Json;
use axum::http::HeaderName;
use domain::id::AgentId;

use super::body::AgentBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::{IdPath, etag};

/// Read an agent
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}",
    tag = "agents",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = AgentBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_agent(
    can: Can<AgentsRead>,
    IdPath(id): IdPath<AgentId>,
) -> ApiResult<([(HeaderName, String); 1], Json<AgentBody>)> {
    let agent = can.agent(id).await?;
    Ok((etag(agent.revision), Json(agent.into())))
}
