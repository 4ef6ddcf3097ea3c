//! `DELETE /api/admin/mcp-servers/{id}`: a server and the tools that were chosen from it are gone from the next answer on.

use axum::http::StatusCode;
use domain::id::McpServerId;

use crate::auth::{AgentsWrite, Can};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Delete an MCP server
#[utoipa::path(
    delete,
    path = "/api/admin/mcp-servers/{id}",
    tag = "mcp",
    params(("id" = String, Path, description = "The server")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn delete_mcp_server(
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<McpServerId>,
) -> ApiResult<StatusCode> {
    can.mcp_server(id).await?;
    let existed = can.store.delete_mcp_server(id).await?;
    if existed { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
