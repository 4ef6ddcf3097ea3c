//! `POST /api/admin/evals/runs/{id}/stop`.

use axum::Json;
use axum::extract::State;
use domain::id::EvalRunId;

use super::body::EvalRunBody;
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::IdPath;

/// Stop a run
///
/// What came of its cases so far is kept, no further call is made, and it counts for no gate. One that has ended is 409.
#[utoipa::path(
    post,
    path = "/api/admin/evals/runs/{id}/stop",
    tag = "evaluations",
    params(("id" = String, Path, description = "The run")),
    responses((status = 200, body = EvalRunBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn stop_run(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<EvalRunId>,
) -> ApiResult<Json<EvalRunBody>> {
    let run = can.store.run(id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(run.agent_id)?;
    if !can.store.stop_run(id, edge.clock.now()).await? {
        return Err(ApiError::new(Code::Conflict, "The run has ended already."));
    }
    let run = can.store.run(id).await?.ok_or_else(ApiError::not_found)?;
    Ok(Json(run.into()))
}
