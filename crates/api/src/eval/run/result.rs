//! `GET /api/admin/evals/results/{id}`: everything about one case of a run.

use axum::Json;
use domain::id::{EvalResultId, EvalRunId};
use serde::Serialize;
use utoipa::ToSchema;

use super::body::{CaseDetailBody, CaseResultBody};
use crate::auth::{Can, EvalsRead};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// A result with its details.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EvalResultDetail {
    /// The run.
    #[schema(value_type = String)]
    run_id: EvalRunId,
    /// What came of it.
    result: CaseResultBody,
    /// Answers, scores with reasons, sources, calls of tools, cost and times.
    detail: CaseDetailBody,
}

/// Read what came of a case
#[utoipa::path(
    get,
    path = "/api/admin/evals/results/{id}",
    tag = "evaluations",
    params(("id" = String, Path, description = "The result")),
    responses((status = 200, body = EvalResultDetail)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_result(
    can: Can<EvalsRead>,
    IdPath(id): IdPath<EvalResultId>,
) -> ApiResult<Json<EvalResultDetail>> {
    let (run_id, result) = can.store.result(id).await?.ok_or_else(ApiError::not_found)?;
    let run = can.store.run(run_id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(run.agent_id)?;
    let detail = serde_json::from_value(result.detail.clone()).map_err(ApiError::internal)?;
    Ok(Json(EvalResultDetail { run_id, result: result.into(), detail }))
}
