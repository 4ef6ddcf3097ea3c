//! `POST /api/admin/mcp-servers/{id}/test`: a server is asked for its tools.

use axum::Json;
use axum::extract::State;
use domain::id::{McpServerId, ToolId};
use domain::mcp::{Listing, McpServer, Offer, note_changes};
use domain::tool::{Tool, ToolAction, ToolError};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::tool::input::refused;
use crate::wire::IdPath;

/// What happened.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct McpTrial {
    /// Whether it answered.
    ok: bool,
    /// Why it did not.
    error: Option<String>,
    /// What the server calls itself, with its version.
    server: Option<String>,
    /// The version of the protocol that was agreed on.
    protocol: Option<String>,
    /// Its tools, in its order.
    tools: Vec<OfferedTool>,
    /// How long it took, in milliseconds.
    took_ms: u64,
}

/// A tool that a server offers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfferedTool {
    /// The server's name for it.
    name: String,
    /// The name the model would call it by.
    model_name: String,
    /// What it does, in the server's words.
    description: String,
    /// JSON Schema of its arguments.
    #[schema(value_type = Object)]
    parameters: Value,
    /// Names exactly this name, description and schema. Who agrees to the tool agrees to this.
    pin: String,
    /// Why it cannot be used.
    problem: Option<String>,
    /// The agent's tool, when it was chosen before.
    #[schema(value_type = Option<String>)]
    tool_id: Option<ToolId>,
}

/// Try an MCP server
///
/// Connects, really, and lists its tools. Tools that were chosen before and are now described in another way are switched off until
/// somebody agrees. Failures of the server are part of the answer, not errors of this route.
#[utoipa::path(
    post,
    path = "/api/admin/mcp-servers/{id}/test",
    tag = "mcp",
    params(("id" = String, Path, description = "The server")),
    responses((status = 200, body = McpTrial)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn test_mcp_server(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<McpServerId>,
) -> ApiResult<Json<McpTrial>> {
    let server = can.mcp_server(id).await?;
    let began = edge.clock.now();
    let listed = edge.toolbox.mcp.list(can.tenant.id, &server).await;
    let took = edge.clock.now().since(began).as_millis();
    let trial = match listed {
        Err(ToolError::Blocked) => return Err(refused("url", ToolError::Blocked)),
        Err(error) => McpTrial { error: Some(said(error)), ..McpTrial::default() },
        Ok(listing) => {
            // It is the server that changed something, not who looks.
            let store = edge.cold.tenant(can.tenant.id);
            note_changes(&*store, &server, &listing, edge.clock.now()).await?;
            let tools = can.store.tools(server.agent_id).await?;
            told(&listing, &server, &tools)
        }
    };
    Ok(Json(McpTrial { took_ms: u64::try_from(took).unwrap_or(u64::MAX), ..trial }))
}

/// Members may know more than models and visitors: it is their server.
fn said(error: ToolError) -> String {
    match error {
        ToolError::Unavailable(reason) => reason,
        error => error.to_string(),
    }
}

fn told(listing: &Listing, server: &McpServer, tools: &[Tool]) -> McpTrial {
    let offered = |offer: &Offer| OfferedTool {
        name: offer.name.clone(),
        model_name: offer.spec(&server.slug).name,
        description: offer.description.clone(),
        parameters: offer.parameters.clone(),
        pin: offer.pin(),
        problem: offer.problem(&server.slug),
        tool_id: tools.iter().find(|tool| is_chosen(tool, server.id, offer)).map(|tool| tool.id),
    };
    McpTrial {
        ok: true,
        server: Some(listing.server.clone()),
        protocol: Some(listing.protocol.clone()),
        tools: listing.offers.iter().map(offered).collect(),
        ..McpTrial::default()
    }
}

fn is_chosen(tool: &Tool, server: McpServerId, offer: &Offer) -> bool {
    matches!(&tool.action, ToolAction::Mcp(mcp) if mcp.server == server && mcp.name == offer.name)
}
