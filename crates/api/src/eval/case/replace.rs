//! `PUT /api/admin/evals/cases/{id}`.

use axum::Json;
use axum::extract::State;
use domain::eval::Case;
use domain::id::CaseId;

use super::body::{CaseBody, CaseInput};
use super::create::checked;
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::find_suite;
use crate::wire::{IdPath, JsonBody};

/// Replace what a case says
#[utoipa::path(
    put,
    path = "/api/admin/evals/cases/{id}",
    tag = "evaluations",
    params(("id" = String, Path, description = "The case")),
    request_body = CaseInput,
    responses((status = 200, body = CaseBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn replace_case(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<CaseId>,
    JsonBody(body): JsonBody<CaseInput>,
) -> ApiResult<Json<CaseBody>> {
    let stored = can.store.case(id).await?.ok_or_else(ApiError::not_found)?;
    let suite = find_suite(&can, stored.suite_id).await?;
    let spec = checked(&edge, &suite, vec![body.spec()?], "case")?.pop().unwrap_or_default();
    let case = Case { spec, ..stored };
    if can.store.replace_case(&case, edge.clock.now()).await? {
        Ok(Json(CaseBody::new(case)?))
    } else {
        Err(ApiError::not_found())
    }
}
