//! `POST /api/admin/agents/{id}/rollback`: an earlier version becomes live again, as the next version.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::clock::Clock;
use domain::id::AgentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::AgentBody;
use super::publish::{Publication, make_live};
use crate::auth::{AgentsWrite, Can};
use crate::error::{ApiError, ApiResult};
use crate::eval::gate;
use crate::wire::{IdPath, IfMatch, JsonBody};

/// Which version.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RollbackAgent {
    /// The number of the version to go back to.
    #[schema(minimum = 1)]
    version: i64,
}

/// Go back to an earlier version
///
/// History is never rewritten: the earlier configuration is published again as the next version, and becomes the draft. An
/// agent with a publish gate takes back only versions that passed it; others are refused with 409 `gate_closed`.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/rollback",
    tag = "agents",
    params(("id" = String, Path, description = "The agent"), ("If-Match" = Option<String>, Header, description = "The agent's `version`")),
    request_body = RollbackAgent,
    responses((status = 200, body = AgentBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn rollback_agent(
    State(clock): State<Arc<dyn Clock>>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<AgentId>,
    if_match: IfMatch,
    JsonBody(body): JsonBody<RollbackAgent>,
) -> ApiResult<([(HeaderName, String); 1], Json<AgentBody>)> {
    let agent = can.agent(id).await?;
    let expected = if_match.expected(None, agent.revision)?;
    let earlier = can.store.version(id, body.version).await?.ok_or_else(ApiError::not_found)?;
    let note = format!("Rolled back to version {}", earlier.version);
    let gate = gate::passed_once(&can, &agent, &earlier).await?;
    let publication = Publication { expected, config: earlier.config, note: Some(note), gate };
    make_live(&can, clock.as_ref(), id, publication).await
}
