//! `POST /api/admin/evals/suites/{id}/langfuse`: a suite becomes a dataset.

use axum::Json;
use axum::extract::State;
use domain::eval::Written;
use domain::id::SuiteId;
use domain::langfuse::LangfuseError;
use serde::Serialize;
use utoipa::ToSchema;

use super::{project, told};
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::eval::{find_suite, unfit};
use crate::wire::IdPath;

/// What was done.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PushedBody {
    /// Items that were made or changed.
    written: usize,
    /// Items that were as they should be.
    unchanged: usize,
    /// Items of cases that are gone.
    archived: usize,
}

/// Write a suite as a Langfuse dataset
///
/// Of the agent's project, by the suite's name. Again and again, if wished: nothing doubles.
#[utoipa::path(
    post,
    path = "/api/admin/evals/suites/{id}/langfuse",
    tag = "langfuse",
    params(("id" = String, Path, description = "The suite")),
    responses((status = 200, body = PushedBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn push_suite(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<SuiteId>,
) -> ApiResult<Json<PushedBody>> {
    let suite = find_suite(&can, id).await?;
    let project = project(&edge, &can, suite.agent_id).await?;
    let cases = can.store.cases(id).await?.into_iter().map(|case| case.spec).collect();
    let there = match edge.langfuse.dataset(&project, &suite.spec.name).await {
        Ok(dataset) => Some(dataset),
        Err(LangfuseError::Missing(_)) => None,
        Err(error) => return Err(told("")(error)),
    };
    let written = Written { suite: suite.spec, cases };
    let dataset = edge.suites.write_dataset(&written, there.as_ref()).map_err(unfit(""))?;
    let pushed = edge.langfuse.push(&project, &dataset).await.map_err(told(""))?;
    Ok(Json(PushedBody { written: pushed.written, unchanged: pushed.unchanged, archived: pushed.archived }))
}
