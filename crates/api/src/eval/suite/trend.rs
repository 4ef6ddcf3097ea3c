//! `GET /api/admin/evals/suites/{id}/trend`: how a suite did, run by run.

use axum::Json;
use domain::clock::Timestamp;
use domain::eval::Run;
use domain::id::{EvalRunId, SuiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{Can, EvalsRead};
use crate::error::{ApiError, ApiResult};
use crate::eval::find_suite;
use crate::wire::{IdPath, Params};

/// Runs that are answered unless told otherwise, and at most.
const USUAL: u32 = 30;
const MOST: u32 = 100;

/// How far back.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TrendQuery {
    /// At most so many runs, 1 to 100; 30 by default.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// How a suite did.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuiteTrend {
    /// Of finished runs, oldest first.
    points: Vec<TrendPoint>,
}

/// How it did in one run.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TrendPoint {
    /// The run.
    #[schema(value_type = String)]
    run_id: EvalRunId,
    /// The published version that was asked; of a draft the version that it became.
    published_version: Option<i64>,
    /// The draft's `version`, when a draft was asked.
    draft_version: Option<i64>,
    /// The share of cases that passed.
    share: f64,
    /// The mean value of the cases.
    value: f64,
    /// The share of cases that had to pass.
    threshold: f64,
    /// Whether it passed.
    passed: bool,
    /// When the run was asked for.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// Read how a suite did, run by run
#[utoipa::path(
    get,
    path = "/api/admin/evals/suites/{id}/trend",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite"), TrendQuery),
    responses((status = 200, body = SuiteTrend)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_trend(
    can: Can<EvalsRead>,
    IdPath(id): IdPath<SuiteId>,
    Params(query): Params<TrendQuery>,
) -> ApiResult<Json<SuiteTrend>> {
    let suite = find_suite(&can, id).await?;
    let limit = query.limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        return Err(ApiError::invalid("limit", format!("must be 1 to {MOST}")));
    }
    let runs = can.store.runs_of_suite(suite.agent_id, id, limit).await?;
    Ok(Json(SuiteTrend { points: runs.iter().rev().filter_map(|run| point(run, id)).collect() }))
}

fn point(run: &Run, suite: SuiteId) -> Option<TrendPoint> {
    let ran = run.suites.iter().find(|ran| ran.suite_id == suite)?;
    let result = ran.result?;
    Some(TrendPoint {
        run_id: run.id,
        published_version: run.version,
        draft_version: run.revision,
        share: result.share,
        value: result.value,
        threshold: ran.threshold,
        passed: result.passed,
        created_at: run.created_at,
    })
}
