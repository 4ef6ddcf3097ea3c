//! `GET /api/admin/agents/{id}/evals/suites`.

use axum::Json;
use domain::id::AgentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::SuiteBody;
use crate::auth::{Can, EvalsRead};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Suites.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuiteList {
    /// By name.
    suites: Vec<SuiteBody>,
}

/// List an agent's suites of evaluation cases
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/evals/suites",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = SuiteList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_suites(can: Can<EvalsRead>, IdPath(id): IdPath<AgentId>) -> ApiResult<Json<SuiteList>> {
    can.agent(id).await?;
    let suites = can.store.suites(id).await?.into_iter().map(Into::into).collect();
    Ok(Json(SuiteList { suites }))
}
