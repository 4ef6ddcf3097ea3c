//! `POST /api/admin/agents/{id}/evals/runs`.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eval::Trigger;
use domain::eval::start::{Wish, queue};
use domain::id::{AgentId, SuiteId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::EvalRunBody;
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::{IdPath, OptionalJsonBody};

/// What is run.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartRun {
    /// Which suites; all that have cases when left out.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    suite_ids: Vec<SuiteId>,
    /// Who is asked; the draft when left out.
    #[serde(default)]
    target: RunTarget,
}

/// Who is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RunTarget {
    /// The draft as it is now.
    #[default]
    Draft,
    /// The version that visitors get.
    Live,
}

/// Run an agent's suites
///
/// In the background; follow `status`, or the `evaluation` events.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/evals/runs",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent")),
    request_body = Option<StartRun>,
    responses((status = 202, body = EvalRunBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn start_run(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<AgentId>,
    OptionalJsonBody(body): OptionalJsonBody<StartRun>,
) -> ApiResult<(StatusCode, Json<EvalRunBody>)> {
    let agent = can.agent(id).await?;
    let wish = Wish {
        trigger: Trigger::Manual,
        live: body.target == RunTarget::Live,
        suites: body.suite_ids,
        id: None,
        by: can.actor.member(),
        wait: Duration::ZERO,
    };
    let run = queue(&*can.store, &*edge.clock, &*edge.ids, &agent, wish).await?;
    Ok((StatusCode::ACCEPTED, Json(run.into())))
}
