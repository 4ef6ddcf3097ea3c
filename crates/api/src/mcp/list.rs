//! `GET /api/admin/agents/{id}/mcp-servers`.

use axum::Json;
use domain::id::AgentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::McpServerBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// MCP servers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct McpServerList {
    /// Oldest first.
    mcp_servers: Vec<McpServerBody>,
}

/// List an agent's MCP servers
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/mcp-servers",
    tag = "mcp",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = McpServerList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_mcp_servers(
    can: Can<AgentsRead>,
    IdPath(agent): IdPath<AgentId>,
) -> ApiResult<Json<McpServerList>> {
    can.agent(agent).await?;
    let mcp_servers = can.store.mcp_servers(agent).await?.into_iter().map(Into::into).collect();
    Ok(Json(McpServerList { mcp_servers }))
}
