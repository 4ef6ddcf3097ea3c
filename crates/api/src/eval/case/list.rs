//! `GET /api/admin/evals/suites/{id}/cases`.

use axum::Json;
use domain::id::SuiteId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::CaseBody;
use crate::auth::{Can, EvalsRead};
use crate::error::ApiResult;
use crate::eval::find_suite;
use crate::wire::IdPath;

/// Cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseList {
    /// In the order they were added; a suite has at most 500.
    pub(super) cases: Vec<CaseBody>,
}

/// List a suite's cases
#[utoipa::path(
    get,
    path = "/api/admin/evals/suites/{id}/cases",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite")),
    responses((status = 200, body = CaseList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_cases(can: Can<EvalsRead>, IdPath(id): IdPath<SuiteId>) -> ApiResult<Json<CaseList>> {
    find_suite(&can, id).await?;
    let cases = can.store.cases(id).await?.into_iter().map(CaseBody::new).collect::<ApiResult<_>>()?;
    Ok(Json(CaseList { cases }))
}
