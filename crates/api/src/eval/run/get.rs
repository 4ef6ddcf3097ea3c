//! `GET /api/admin/evals/runs/{id}`: a run with what came of its cases so far.

use axum::Json;
use domain::id::EvalRunId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::{CaseResultBody, EvalRunBody};
use crate::auth::{Can, EvalsRead};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// A run with its results.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvalRunDetail {
    /// The run.
    run: EvalRunBody,
    /// Of each case, in order; while it runs of those that were scored.
    results: Vec<CaseResultBody>,
}

/// Read a run with its results
#[utoipa::path(
    get,
    path = "/api/admin/evals/runs/{id}",
    tag = "evaluations",
    params(("id" = String, Path, description = "The run")),
    responses((status = 200, body = EvalRunDetail)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_run(can: Can<EvalsRead>, IdPath(id): IdPath<EvalRunId>) -> ApiResult<Json<EvalRunDetail>> {
    let run = can.store.run(id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(run.agent_id)?;
    let results = can.store.results(id).await?.into_iter().map(Into::into).collect();
    Ok(Json(EvalRunDetail { run: run.into(), results }))
}
