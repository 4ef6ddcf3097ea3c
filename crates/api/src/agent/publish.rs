//! `POST /api/admin/agents/{id}/publish`: the draft becomes what visitors get.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::agent::{AgentConfig, AgentVersion};
use domain::clock::Clock;
use domain::eval::gate::Passage;
use domain::id::AgentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::AgentBody;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::gate;
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
///
/// An agent with a publish gate refuses a draft that does not pass it with 409 `gate_closed`; `errors` names the cases.
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
    State(edge): State<Edge>,
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
    let gate = gate::passage(&edge, &can, &agent).await?;
    let publication = Publication { expected, config: agent.draft, note: body.note, gate };
    make_live(&can, &*edge.clock, id, publication).await
}

/// What goes live.
pub struct Publication {
    /// The draft's revision that is meant.
    pub expected: i64,
    /// What it says.
    pub config: AgentConfig,
    /// Why.
    pub note: Option<String>,
    /// How it passed the gate.
    pub gate: Option<Passage>,
}

/// Makes it the live version and the draft.
pub async fn make_live<P>(
    can: &Can<P>,
    clock: &dyn Clock,
    id: AgentId,
    publication: Publication,
) -> ApiResult<([(HeaderName, String); 1], Json<AgentBody>)> {
    let Publication { expected, config, note, gate } = publication;
    // The store gives the number: the next one.
    let version = AgentVersion {
        version: 0,
        config,
        note,
        gate,
        published_by: can.actor.member(),
        published_at: clock.now(),
    };
    let agent = can.store.publish(id, expected, &version).await?.ok_or_else(ApiError::not_found)?;
    Ok((etag(agent.revision), Json(agent.into())))
}
