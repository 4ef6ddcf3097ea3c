//! `POST /api/admin/agents/{id}/gate/override`: a member answers for it, and the draft or an earlier version goes live all the same.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::eval::gate::{Passage, judge};
use domain::eval::start::evidence;
use domain::id::AgentId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::agent::AgentBody;
use crate::agent::publish::{Publication, make_live};
use crate::auth::{Can, GateManage};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, IfMatch, JsonBody};

/// Longest reason, in characters.
const MAX_REASON: usize = 500;

/// Why the gate is passed by.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OverrideGate {
    /// Kept with the version, with who and when.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
    /// An earlier version to go back to; the draft when left out.
    #[schema(minimum = 1)]
    rollback_to: Option<i64>,
    /// The agent's `version` that is meant; `If-Match` says the same.
    version: Option<i64>,
}

/// Publish although the evaluations do not pass
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/gate/override",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent"), ("If-Match" = Option<String>, Header, description = "The agent's `version`")),
    request_body = OverrideGate,
    responses((status = 200, body = AgentBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn override_gate(
    State(edge): State<Edge>,
    can: Can<GateManage>,
    IdPath(id): IdPath<AgentId>,
    if_match: IfMatch,
    JsonBody(body): JsonBody<OverrideGate>,
) -> ApiResult<([(HeaderName, String); 1], Json<AgentBody>)> {
    let reason = body.reason.trim().to_owned();
    if !(1..=MAX_REASON).contains(&reason.chars().count()) {
        return Err(ApiError::invalid("reason", format!("must have 1 to {MAX_REASON} characters")));
    }
    let agent = can.agent(id).await?;
    let by = can.actor.member().ok_or_else(|| ApiError::forbidden("Only a member can override the gate."))?;
    let expected = if_match.expected(body.version, agent.revision)?;
    let (config, note) = match body.rollback_to {
        Some(version) => {
            let earlier = can.store.version(id, version).await?.ok_or_else(ApiError::not_found)?;
            (earlier.config, Some(format!("Rolled back to version {version}")))
        }
        None => (agent.draft.clone(), None),
    };
    let run_id = judge(&evidence(&*can.store, &agent).await?).run;
    tracing::warn!(agent = %id, member = %by, "the publish gate was overridden");
    let gate = Some(Passage::Overridden { by, reason, run_id });
    make_live(&can, &*edge.clock, id, Publication { expected, config, note, gate }).await
}
