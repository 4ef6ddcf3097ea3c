//! `POST /api/admin/agents/{id}/langfuse/prompt`: the draft takes its instructions from the project.

use axum::Json;
use axum::extract::State;
use domain::id::AgentId;
use domain::langfuse::refresh::{RefreshError, Refresher};

use super::{find, told};
use crate::agent::AgentBody;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Take the draft's instructions from Langfuse
///
/// By the name and label that the connection names. Visitors notice nothing until the draft is published; what the agent's gate asks for
/// begins at once.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/langfuse/prompt",
    tag = "langfuse",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = AgentBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn take_prompt(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(agent): IdPath<AgentId>,
) -> ApiResult<Json<AgentBody>> {
    find(&can, agent).await?;
    let refresher =
        Refresher { langfuse: &*edge.langfuse, vault: &*edge.vault, clock: &*edge.clock, ids: &*edge.ids };
    let taken = refresher.refresh(can.tenant.id, &*can.store, agent, can.actor.member()).await;
    Ok(Json(taken?.into()))
}

impl From<RefreshError> for ApiError {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::NoPrompt => Self::invalid("prompt", "is not set for this agent"),
            RefreshError::Unfit(problems) => problems.into(),
            RefreshError::Vault(error) => Self::internal(error),
            RefreshError::Langfuse(error) => told("prompt")(error),
            RefreshError::Storage(error) => error.into(),
        }
    }
}
