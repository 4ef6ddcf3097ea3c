//! `GET /api/admin/mcp-servers/{id}`.

use axum::Json;
use axum::http::HeaderName;
use domain::id::McpServerId;

use super::body::McpServerBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::{IdPath, etag};

/// Read an MCP server
#[utoipa::path(
    get,
    path = "/api/admin/mcp-servers/{id}",
    tag = "mcp",
    params(("id" = String, Path, description = "The server")),
    responses((status = 200, body = McpServerBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_mcp_server(
    can: Can<AgentsRead>,
    IdPath(id): IdPath<McpServerId>,
) -> ApiResult<([(HeaderName, String); 1], Json<McpServerBody>)> {
    let server = can.mcp_server(id).await?;
    Ok((etag(server.revision), Json(server.into())))
}
