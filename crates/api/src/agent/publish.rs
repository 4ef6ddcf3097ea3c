//! `POST /api/admin/agents/{id}/publish`: the draft becomes what visitors get.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::agent::{AgentConfig, AgentVersion};
use domain::clock::Clock;
use domain::id::AgentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::AgentBody;
use crate::auth::{AgentsWrite, Can};
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, IfMatch, OptionalJsonBody, etag};

/// Longest note, in characters.
const MAX_NOTE: usize = 500;

/// Why the draft is published.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishAgent {
    /// For people.
    #[schema(max_length = 500)]
    note: Option<String>,
    /// The agent's `version` that is meant; `If-Match` says the same.
    version: Option<i64>,
}

/// Publish an agent's draft
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/publish",
    tag = "agents",
    params(("id" = String, Path, description = "The agent"), ("If-Match" = Option<String>, Header, description = "The agent's `version`")),
    request_body = Option<PublishAgent>,
    responses((status = 200, body = AgentBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn publish_agent(
    State(clock): State<Arc<dyn Clock>>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<AgentId>,
    if_match: IfMatch,
    OptionalJsonBody(body): OptionalJsonBody<PublishAgent>,
) -> ApiResult<([(HeaderName, String); 1], Json<AgentBody>)> {
    if body.note.as_deref().is_some_and(|note| note.chars().count() > MAX_NOTE) {
        return Err(ApiError::invalid("note", format!("must have at most {MAX_NOTE} characters")));
    }
    let agent = can.agent(id).await?;
    let expected = if_match.expected(body.version, agent.revision)?;
    make_live(&can, clock.as_ref(), id, expected, agent.draft, body.note).await
}

/// Makes `config` the live version and the draft.
pub async fn make_live(
    can: &Can<AgentsWrite>,
    clock: &dyn Clock,
    id: AgentId,
    expected: i64,
    config: AgentConfig,
    note: Option<String>,
) -> ApiResult<([(HeaderName, String); 1], Json<AgentBody>)> {
    // The store gives the number: the next one.
    let version = AgentVersion {
        version: 0,
        config,
        note,
        published_by: can.actor.member(),
        published_at: clock.now(),
    };
    let agent = can.store.publish(id, expected, &version).await?.ok_or_else(ApiError::not_found)?;
    Ok((etag(agent.revision), Json(agent.into())))
}
