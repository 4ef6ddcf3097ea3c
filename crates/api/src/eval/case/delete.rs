//! `DELETE /api/admin/evals/cases/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::CaseId;

use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::find_suite;
use crate::wire::IdPath;

/// Delete a case
#[utoipa::path(
    delete,
    path = "/api/admin/evals/cases/{id}",
    tag = "evaluations",
    params(("id" = String, Path, description = "The case")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn delete_case(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<CaseId>,
) -> ApiResult<StatusCode> {
    let case = can.store.case(id).await?.ok_or_else(ApiError::not_found)?;
    find_suite(&can, case.suite_id).await?;
    let existed = can.store.delete_case(id, edge.clock.now()).await?;
    if existed { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
