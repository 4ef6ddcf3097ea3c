//! `DELETE /api/admin/tools/{id}`: a tool is gone from the next answer on.

use axum::http::StatusCode;
use domain::id::ToolId;

use crate::auth::{AgentsWrite, Can};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Delete a tool
#[utoipa::path(
    delete,
    path = "/api/admin/tools/{id}",
    tag = "tools",
    params(("id" = String, Path, description = "The tool")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn delete_tool(can: Can<AgentsWrite>, IdPath(id): IdPath<ToolId>) -> ApiResult<StatusCode> {
    can.tool(id).await?;
    if can.store.delete_tool(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
