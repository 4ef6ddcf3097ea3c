//! `DELETE /api/admin/agents/{id}`: an agent goes with everything that belongs to it.

use axum::extract::State;
use axum::http::StatusCode;
use domain::document::blob_prefix;
use domain::id::AgentId;
use domain::job::{Job, JobKind};

use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Delete an agent
///
/// Its versions, documents, conversations and the keys bound to it alone go with it.
#[utoipa::path(
    delete,
    path = "/api/admin/agents/{id}",
    tag = "agents",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn delete_agent(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<AgentId>,
) -> ApiResult<StatusCode> {
    can.agent(id).await?;
    // Conversations may lie in another database, so they go first: an agent that is still there can be deleted again.
    can.conversations(&edge).erase_agent(id).await?;
    let kind = JobKind::DeleteBlobs { prefix: blob_prefix(id) };
    let cleanup = Job::due(edge.ids.next(), kind, edge.clock.now());
    if can.store.delete_agent(id, &cleanup).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
