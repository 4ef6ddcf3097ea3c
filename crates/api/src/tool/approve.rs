//! `POST /api/admin/tools/{id}/approve`: a member agrees to what a server made of one of its tools.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::id::ToolId;
use domain::mcp::PinState;
use domain::tool::ToolAction;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::ToolBody;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::{IdPath, JsonBody, etag};

/// What was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApproveTool {
    /// The `pin` of the change that is agreed to.
    pin: String,
}

/// Agree to a changed tool
///
/// The model sees the tool as it is described in `mcp.change` from now on, and may call it again. 409 when there is no such change (any more).
#[utoipa::path(
    post,
    path = "/api/admin/tools/{id}/approve",
    tag = "tools",
    params(("id" = String, Path, description = "The tool")),
    request_body = ApproveTool,
    responses((status = 200, body = ToolBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn approve_tool(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<ToolId>,
    JsonBody(body): JsonBody<ApproveTool>,
) -> ApiResult<([(HeaderName, String); 1], Json<ToolBody>)> {
    let mut tool = can.tool(id).await?;
    let outdated = || ApiError::new(Code::Conflict, "There is no such change. Reload and look again.");
    let ToolAction::Mcp(mcp) = &mut tool.action else { return Err(outdated()) };
    let PinState::Changed { offer } = &mcp.state else { return Err(outdated()) };
    if offer.pin() != body.pin {
        return Err(outdated());
    }
    let server = can.mcp_server(mcp.server).await?;
    tool.spec = offer.spec(&server.slug);
    mcp.pin = body.pin;
    mcp.state = PinState::Pinned;
    let expected = tool.revision;
    tool.updated_at = edge.clock.now();
    let tool = can.store.update_tool(expected, &tool).await?.ok_or_else(ApiError::not_found)?;
    Ok((etag(tool.revision), Json(tool.into())))
}
