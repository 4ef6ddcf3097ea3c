//! `POST /api/admin/mcp-servers/{id}/tools`: the agent gets one of a server's tools.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::McpServerId;
use domain::mcp::{McpTool, PinState};
use domain::tool::{Tool, ToolAction, ToolPolicy};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::tool::body::{ToolBody, ToolPolicyBody};
use crate::tool::create::check_room;
use crate::tool::input::unlisted;
use crate::wire::{IdPath, JsonBody};

/// Which tool, and what was seen of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChooseTool {
    /// The server's name for it.
    name: String,
    /// The `pin` that the server's test showed: what is agreed to is what was seen.
    pin: String,
    /// Who must agree to a call; `ask_visitor` when left out.
    #[schema(value_type = Option<ToolPolicyBody>)]
    policy: Option<ToolPolicy>,
}

/// Choose a server's tool
///
/// The model sees the tool as it is described now, whatever the server says later. 409 when it is no longer as it was seen.
#[utoipa::path(
    post,
    path = "/api/admin/mcp-servers/{id}/tools",
    tag = "mcp",
    params(("id" = String, Path, description = "The server")),
    request_body = ChooseTool,
    responses((status = 201, body = ToolBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn choose_tool(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<McpServerId>,
    JsonBody(body): JsonBody<ChooseTool>,
) -> ApiResult<(StatusCode, Json<ToolBody>)> {
    let server = can.mcp_server(id).await?;
    check_room(&*can.store, server.agent_id).await?;
    let listing = edge.toolbox.mcp.known(can.tenant.id, &server).await.map_err(unlisted)?;
    let offer = listing.offers.iter().find(|offer| offer.name == body.name);
    let offer = offer.ok_or_else(|| ApiError::invalid("name", "is no tool of this server"))?;
    if offer.pin() != body.pin {
        return Err(ApiError::new(Code::Conflict, "The tool is no longer as it was seen. Look again."));
    }
    if let Some(problem) = offer.problem(&server.slug) {
        return Err(ApiError::invalid("name", format!("cannot be used: {problem}")));
    }
    let now = edge.clock.now();
    let chosen =
        McpTool { server: server.id, name: offer.name.clone(), pin: body.pin, state: PinState::Pinned };
    let tool = Tool {
        id: edge.ids.next(),
        agent_id: server.agent_id,
        spec: offer.spec(&server.slug),
        policy: body.policy.unwrap_or(ToolPolicy::AskVisitor),
        enabled: true,
        action: ToolAction::Mcp(chosen),
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    can.store.create_tool(&tool).await?;
    Ok((StatusCode::CREATED, Json(tool.into())))
}
