//! `GET /v1/models`: the agents that a key reaches, as models of OpenAI's API.

use axum::Json;
use axum::extract::State;
use domain::id::AgentId;
use domain::page::PageRequest;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::ServerKey;
use crate::context::Edge;
use crate::error::ApiResult;

/// Most agents that are listed.
const MAX_LISTED: usize = 1_000;

/// Models (OpenAI).
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelsBody {
    /// `list`.
    object: &'static str,
    /// Newest first.
    data: Vec<ModelEntry>,
}

/// An agent as a model.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelEntry {
    /// What goes into `model`.
    #[schema(value_type = String)]
    id: AgentId,
    /// `model`.
    object: &'static str,
    /// Seconds since the epoch.
    created: i64,
    /// The organization.
    owned_by: String,
    /// The agent's name.
    name: String,
}

/// List agents as models
#[utoipa::path(
    get,
    path = "/v1/models",
    tag = "openai",
    responses((status = 200, body = ModelsBody)),
    security(("secretKey" = ["chat"]))
)]
pub async fn list_as_models(State(edge): State<Edge>, key: ServerKey) -> ApiResult<Json<ModelsBody>> {
    let store = edge.cold.tenant(key.0.tenant.id);
    let mut data = Vec::new();
    let mut page = PageRequest { after: None, limit: PageRequest::MAX };
    loop {
        let found = store.agents(page).await?;
        let reached = found.items.into_iter().filter(|agent| key.0.key.covers(agent.id));
        data.extend(reached.map(|agent| ModelEntry {
            id: agent.id,
            object: "model",
            created: agent.created_at.as_millis() / 1_000,
            owned_by: key.0.tenant.slug.clone(),
            name: agent.draft.name,
        }));
        page.after = found.next;
        if found.next.is_none() || data.len() >= MAX_LISTED {
            return Ok(Json(ModelsBody { object: "list", data }));
        }
    }
}
