//! `GET /api/admin/tools/{id}`.

use axum::Json;
use axum::http::HeaderName;
use domain::id::ToolId;

use super::body::ToolBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::{IdPath, etag};

/// Read a tool
#[utoipa::path(
    get,
    path = "/api/admin/tools/{id}",
    tag = "tools",
    params(("id" = String, Path, description = "The tool")),
    responses((status = 200, body = ToolBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_tool(
    can: Can<AgentsRead>,
    IdPath(id): IdPath<ToolId>,
) -> ApiResult<([(HeaderName, String); 1], Json<ToolBody>)> {
    let tool = can.tool(id).await?;
    Ok((etag(tool.revision), Json(tool.into())))
}
