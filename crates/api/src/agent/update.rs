//! `PATCH /api/admin/agents/{id}`: the draft changes; visitors notice nothing until it is published.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::eval::start::for_gate;
use domain::id::AgentId;

use super::body::AgentBody;
use super::config::ConfigPatch;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, IfMatch, JsonBody, etag};

/// Change an agent's draft
///
/// With `If-Match` (or `version` in the body) a change that is based on an older draft is refused with 409.
#[utoipa::path(
    patch,
    path = "/api/admin/agents/{id}",
    tag = "agents",
    params(("id" = String, Path, description = "The agent"), ("If-Match" = Option<String>, Header, description = "The agent's `version`")),
    request_body = ConfigPatch,
    responses((status = 200, body = AgentBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn update_agent(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<AgentId>,
    if_match: IfMatch,
    JsonBody(patch): JsonBody<ConfigPatch>,
) -> ApiResult<([(HeaderName, String); 1], Json<AgentBody>)> {
    let agent = can.agent(id).await?;
    let expected = if_match.expected(patch.version, agent.revision)?;
    let draft = patch.apply(agent.draft);
    let problems = draft.problems();
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let agent = can.store.update_draft(id, expected, &draft, edge.clock.now()).await?;
    let agent = agent.ok_or_else(ApiError::not_found)?;
    // The draft is saved whatever becomes of this: publishing asks again for what is missing.
    if let Err(error) = for_gate(&*can.store, &*edge.clock, &*edge.ids, &agent, can.actor.member()).await {
        tracing::warn!(agent = %id, %error, "the evaluations of a draft could not begin");
    }
    Ok((etag(agent.revision), Json(agent.into())))
}
