//! `GET /api/models`: the models that the visitor's agent may use.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::chat::model::{ModelInfo, Models};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Visitor;
use crate::error::ApiResult;

/// A language model.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ModelBody {
    /// What agents name it by.
    #[schema(example = "openai/gpt-5-mini")]
    id: String,
    /// What people see.
    name: String,
    /// Tokens it can read and write together, when known.
    context_tokens: Option<u64>,
    /// Whether agents that name no model get this one.
    default: bool,
}

/// Models.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelList {
    /// In the order in which they are offered.
    models: Vec<ModelBody>,
}

/// Everything that can be named.
pub async fn all(models: &dyn Models) -> ModelList {
    let default = models.default_model().to_owned();
    let body = |info: ModelInfo| ModelBody {
        default: info.id == default,
        id: info.id,
        name: info.name,
        context_tokens: info.context_tokens,
    };
    ModelList { models: models.list().await.into_iter().map(body).collect() }
}

/// List the agent's models
#[utoipa::path(
    get,
    path = "/api/models",
    tag = "chat",
    params(crate::chat::ForAgent, crate::chat::ForVisitor),
    responses((status = 200, body = ModelList)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn list_agent_models(
    State(models): State<Arc<dyn Models>>,
    visitor: Visitor,
) -> ApiResult<Json<ModelList>> {
    let agent = visitor.agent().await?;
    let wanted = agent.config.model.as_deref().unwrap_or_else(|| models.default_model()).to_owned();
    let mut list = all(models.as_ref()).await;
    list.models.retain(|model| model.id == wanted);
    if list.models.is_empty() {
        // Agents may name models that the provider's list leaves out.
        list.models.push(ModelBody {
            name: wanted.clone(),
            id: wanted,
            context_tokens: None,
            default: false,
        });
    }
    Ok(Json(list))
}
