//! `DELETE /api/admin/agents/{id}/langfuse`.

use axum::http::StatusCode;
use domain::id::AgentId;

use crate::auth::{AgentsWrite, Can};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Forget an agent's Langfuse project
///
/// What is there stays there.
#[utoipa::path(
    delete,
    path = "/api/admin/agents/{id}/langfuse",
    tag = "langfuse",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn disconnect_langfuse(
    can: Can<AgentsWrite>,
    IdPath(agent): IdPath<AgentId>,
) -> ApiResult<StatusCode> {
    can.agent(agent).await?;
    if can.store.disconnect(agent).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
