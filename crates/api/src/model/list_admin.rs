//! `GET /api/admin/models`: every model that an agent can be given.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::chat::model::Models;

use super::list::{ModelList, all};
use crate::auth::{AgentsRead, Can};

/// List all models
#[utoipa::path(
    get,
    path = "/api/admin/models",
    tag = "agents",
    responses((status = 200, body = ModelList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_models(State(models): State<Arc<dyn Models>>, _: Can<AgentsRead>) -> Json<ModelList> {
    Json(all(models.as_ref()).await)
}
