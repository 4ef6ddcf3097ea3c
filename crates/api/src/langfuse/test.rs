//! `POST /api/admin/agents/{id}/langfuse/test`: the project is asked who it is.

use axum::Json;
use axum::extract::State;
use domain::id::AgentId;
use domain::langfuse::LangfuseError;
use serde::Serialize;
use utoipa::ToSchema;

use super::{project, told};
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::IdPath;

/// What happened.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LangfuseTrial {
    /// Whether it answered.
    ok: bool,
    /// Why it did not.
    error: Option<String>,
    /// The project's name.
    project: Option<String>,
    /// The server's version.
    version: Option<String>,
    /// Names of its datasets, the first hundred.
    datasets: Vec<String>,
}

/// Try an agent's Langfuse project
///
/// Connects, really. Failures of the project are part of the answer, not errors of this route.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/langfuse/test",
    tag = "langfuse",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = LangfuseTrial)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn test_langfuse(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(agent): IdPath<AgentId>,
) -> ApiResult<Json<LangfuseTrial>> {
    let project = project(&edge, &can, agent).await?;
    let trial = async {
        let probe = edge.langfuse.probe(&project).await?;
        let datasets = edge.langfuse.datasets(&project).await?;
        Ok::<_, LangfuseError>(LangfuseTrial {
            ok: true,
            error: None,
            project: Some(probe.project),
            version: Some(probe.version),
            datasets: datasets.into_iter().take(100).collect(),
        })
    };
    match trial.await {
        Ok(trial) => Ok(Json(trial)),
        Err(error @ LangfuseError::Address(_)) => Err(told("host")(error)),
        Err(error) => Ok(Json(LangfuseTrial { error: Some(error.to_string()), ..LangfuseTrial::default() })),
    }
}
