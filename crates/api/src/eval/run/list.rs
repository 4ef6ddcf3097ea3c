//! `GET /api/admin/agents/{id}/evals/runs`.

use axum::Json;
use domain::id::AgentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::EvalRunBody;
use crate::auth::{Can, EvalsRead};
use crate::error::ApiResult;
use crate::wire::{IdPath, PageQuery, Params, cursor};

/// Runs.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EvalRunList {
    /// Newest first.
    runs: Vec<EvalRunBody>,
    /// Pass as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// List an agent's runs of evaluations
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/evals/runs",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent"), PageQuery),
    responses((status = 200, body = EvalRunList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_runs(
    can: Can<EvalsRead>,
    IdPath(id): IdPath<AgentId>,
    Params(query): Params<PageQuery>,
) -> ApiResult<Json<EvalRunList>> {
    can.agent(id).await?;
    let page = can.store.runs(id, query.request()?).await?;
    Ok(Json(EvalRunList {
        runs: page.items.into_iter().map(Into::into).collect(),
        next_cursor: cursor(page.next),
    }))
}
