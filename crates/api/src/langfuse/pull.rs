//! `POST /api/admin/agents/{id}/langfuse/pull`: a dataset becomes a suite.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eval::MAX_CASES;
use domain::id::AgentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{project, told};
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::suite::body::SuiteBody;
use crate::eval::suite::create::store;
use crate::eval::unfit;
use crate::wire::{IdPath, JsonBody};

/// Which dataset.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PullDataset {
    /// The dataset's name; the suite's, too.
    #[schema(example = "support/returns")]
    dataset: String,
}

/// Make a suite of a Langfuse dataset
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/langfuse/pull",
    tag = "langfuse",
    params(("id" = String, Path, description = "The agent")),
    request_body = PullDataset,
    responses((status = 201, body = SuiteBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn pull_dataset(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(agent): IdPath<AgentId>,
    JsonBody(body): JsonBody<PullDataset>,
) -> ApiResult<(StatusCode, Json<SuiteBody>)> {
    let project = project(&edge, &can, agent).await?;
    let dataset = edge.langfuse.dataset(&project, &body.dataset).await.map_err(told("dataset"))?;
    let written = edge.suites.read_dataset(&dataset).map_err(unfit("dataset"))?;
    if written.cases.len() > MAX_CASES {
        return Err(ApiError::invalid("dataset", format!("has more than {MAX_CASES} items")));
    }
    let suite = store(&edge, &can, agent, written, "dataset").await?;
    Ok((StatusCode::CREATED, Json(suite.into())))
}
