//! `GET /api/admin/agents/{id}/langfuse`.

use axum::Json;
use axum::extract::State;
use domain::clock::Timestamp;
use domain::id::AgentId;
use domain::langfuse::connection::{Connection, PromptName};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::find;
use crate::auth::{AgentsRead, Can};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::IdPath;

/// An agent's Langfuse project, without what opens it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LangfuseBody {
    /// Where it is.
    host: String,
    /// Which key it is opened with.
    public_key: String,
    /// Where the project's webhook sends to.
    #[schema(example = "https://parlor.example/hooks/langfuse/org_…/agt_…")]
    hook_url: String,
    /// Whether the webhook's secret is known, so that it is listened to.
    signed: bool,
    /// The prompt that the draft takes its instructions from.
    prompt: Option<PromptNameBody>,
    /// Whether runs of evaluations are told.
    report_runs: bool,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// A prompt by name and label.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromptNameBody {
    /// Its name.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) name: String,
    /// Which of its versions.
    #[serde(default = "production")]
    #[schema(min_length = 1, max_length = 100, default = "production")]
    pub(super) label: String,
}

fn production() -> String {
    "production".to_owned()
}

impl LangfuseBody {
    pub(super) fn new<P>(connection: Connection, edge: &Edge, can: &Can<P>) -> Self {
        let path = format!("hooks/langfuse/{}/{}", can.tenant.id, connection.agent_id);
        let base = edge.settings.public_url.as_str().trim_end_matches('/');
        Self {
            host: connection.host,
            public_key: connection.public_key,
            hook_url: format!("{base}/{path}"),
            signed: connection.hook_secret.is_some(),
            prompt: connection.prompt.map(|PromptName { name, label }| PromptNameBody { name, label }),
            report_runs: connection.report_runs,
            updated_at: connection.updated_at,
        }
    }
}

/// Get an agent's Langfuse project
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/langfuse",
    tag = "langfuse",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = LangfuseBody)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_langfuse(
    State(edge): State<Edge>,
    can: Can<AgentsRead>,
    IdPath(agent): IdPath<AgentId>,
) -> ApiResult<Json<LangfuseBody>> {
    let connection = find(&can, agent).await?;
    Ok(Json(LangfuseBody::new(connection, &edge, &can)))
}
