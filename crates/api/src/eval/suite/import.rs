//! `POST /api/admin/agents/{id}/evals/import`: a suite from a file.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eval::MAX_CASES;
use domain::id::AgentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::SuiteBody;
use super::create::store;
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::unfit;
use crate::wire::{IdPath, JsonBody};

/// A file of cases.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportSuite {
    /// The file's name; its ending tells the form: `.yaml`, `.jsonl` or `.csv`.
    #[schema(example = "returns.yaml")]
    filename: String,
    /// What is in it.
    text: String,
}

/// Import a suite from a file
///
/// A broken file is refused with the line and the reason.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/evals/import",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent")),
    request_body = ImportSuite,
    responses((status = 201, body = SuiteBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn import_suite(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<AgentId>,
    JsonBody(body): JsonBody<ImportSuite>,
) -> ApiResult<(StatusCode, Json<SuiteBody>)> {
    can.agent(id).await?;
    let written = edge.suites.read(&body.filename, &body.text).map_err(unfit("text"))?;
    if written.cases.len() > MAX_CASES {
        return Err(ApiError::invalid("text", format!("has more than {MAX_CASES} cases")));
    }
    let suite = store(&edge, &can, id, written, "text").await?;
    Ok((StatusCode::CREATED, Json(suite.into())))
}
