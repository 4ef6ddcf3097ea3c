//! `POST /api/admin/agents/{id}/mcp-servers`: an agent gets a server to choose tools from.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::AgentId;
use domain::mcp::McpServer;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::McpServerBody;
use super::input::{self, Headers};
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// A new server.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateMcpServer {
    /// What members call it. The names of its tools begin with what it is made of now.
    #[schema(min_length = 1, max_length = 80, example = "Shop")]
    name: String,
    /// Where it is, on the public internet; speaks streamable HTTP.
    #[schema(example = "https://mcp.shop.example/mcp")]
    url: String,
    /// Sent with every request, such as `Authorization`. Stored sealed and never shown again.
    #[schema(value_type = Option<std::collections::BTreeMap<String, String>>)]
    headers: Option<Headers>,
}

/// Create an MCP server
///
/// Connects to nobody yet: try it to see its tools, then choose some.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/mcp-servers",
    tag = "mcp",
    params(("id" = String, Path, description = "The agent")),
    request_body = CreateMcpServer,
    responses((status = 201, body = McpServerBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn create_mcp_server(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(agent): IdPath<AgentId>,
    JsonBody(body): JsonBody<CreateMcpServer>,
) -> ApiResult<(StatusCode, Json<McpServerBody>)> {
    can.agent(agent).await?;
    if can.store.mcp_servers(agent).await?.len() >= McpServer::MAX {
        let message = format!("exceeds {} MCP servers for one agent", McpServer::MAX);
        return Err(ApiError::invalid("", message));
    }
    let now = edge.clock.now();
    let headers = input::seal(body.headers.unwrap_or_default(), &[], can.tenant.id, &*edge.vault)?;
    let name = body.name.trim().to_owned();
    let server = McpServer {
        id: edge.ids.next(),
        agent_id: agent,
        slug: McpServer::slug_of(&name),
        name,
        url: body.url,
        headers,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    input::check(&server)?;
    input::check_url(&*edge.toolbox.mcp, &server.url).await?;
    can.store.create_mcp_server(&server).await.map_err(input::taken)?;
    Ok((StatusCode::CREATED, Json(server.into())))
}
