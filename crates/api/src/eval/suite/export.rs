//! `GET /api/admin/evals/suites/{id}/export`: the suite as a file.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::agent::slug;
use domain::eval::Written;
use domain::id::SuiteId;

use crate::auth::{Can, EvalsRead};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::find_suite;
use crate::wire::IdPath;

/// Export a suite as a YAML file
///
/// `parlor eval run` reads it, and so does an import.
#[utoipa::path(
    get,
    path = "/api/admin/evals/suites/{id}/export",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite")),
    responses((status = 200, body = String, content_type = "application/yaml")),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn export_suite(
    State(edge): State<Edge>,
    can: Can<EvalsRead>,
    IdPath(id): IdPath<SuiteId>,
) -> ApiResult<Response> {
    let suite = find_suite(&can, id).await?;
    let name = slug(&suite.spec.name, "suite");
    let cases = can.store.cases(id).await?.into_iter().map(|case| case.spec).collect();
    let text = edge.suites.write(&Written { suite: suite.spec, cases }).map_err(ApiError::internal)?;
    let named = format!("attachment; filename=\"{name}.yaml\"");
    let disposition = HeaderValue::from_str(&named).map_err(ApiError::internal)?;
    let kind = HeaderValue::from_static("application/yaml");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], text).into_response())
}
