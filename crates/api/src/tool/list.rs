//! `GET /api/admin/agents/{id}/tools`.

use axum::Json;
use domain::id::AgentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::ToolBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Tools.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToolList {
    /// Oldest first, switched off ones too.
    tools: Vec<ToolBody>,
}

/// List an agent's tools
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/tools",
    tag = "tools",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = ToolList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_tools(can: Can<AgentsRead>, IdPath(agent): IdPath<AgentId>) -> ApiResult<Json<ToolList>> {
    can.agent(agent).await?;
    let tools = can.store.tools(agent).await?.into_iter().map(Into::into).collect();
    Ok(Json(ToolList { tools }))
}
