//! `DELETE /api/admin/evals/suites/{id}`.

use axum::http::StatusCode;
use domain::id::SuiteId;

use crate::auth::{Can, EvalsWrite};
use crate::error::{ApiError, ApiResult, Code};
use crate::eval::find_suite;
use crate::wire::IdPath;

/// Delete a suite with its cases
///
/// A suite that the agent's gate demands stays: 409. Runs keep what came of them.
#[utoipa::path(
    delete,
    path = "/api/admin/evals/suites/{id}",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn delete_suite(can: Can<EvalsWrite>, IdPath(id): IdPath<SuiteId>) -> ApiResult<StatusCode> {
    let suite = find_suite(&can, id).await?;
    let gate = can.store.gate(suite.agent_id).await?;
    if gate.suites.iter().any(|wanted| wanted.suite_id == id) {
        return Err(ApiError::new(Code::Conflict, "The agent's publish gate demands this suite."));
    }
    if can.store.delete_suite(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
