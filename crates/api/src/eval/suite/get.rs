//! `GET /api/admin/evals/suites/{id}`.

use axum::Json;
use axum::http::HeaderName;
use domain::id::SuiteId;

use super::body::SuiteBody;
use crate::auth::{Can, EvalsRead};
use crate::error::ApiResult;
use crate::eval::find_suite;
use crate::wire::{IdPath, etag};

/// Read a suite
#[utoipa::path(
    get,
    path = "/api/admin/evals/suites/{id}",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite")),
    responses((status = 200, body = SuiteBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_suite(
    can: Can<EvalsRead>,
    IdPath(id): IdPath<SuiteId>,
) -> ApiResult<([(HeaderName, String); 1], Json<SuiteBody>)> {
    let suite = find_suite(&can, id).await?;
    Ok((etag(suite.revision), Json(suite.into())))
}
