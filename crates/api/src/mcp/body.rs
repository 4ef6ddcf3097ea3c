//! MCP servers on the wire: never a header's value.

use domain::clock::Timestamp;
use domain::id::{AgentId, McpServerId};
use domain::mcp::McpServer;
use serde::Serialize;
use utoipa::ToSchema;

/// An MCP server of an agent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct McpServerBody {
    /// Its id.
    #[schema(value_type = String, example = "mcp_0198c0de000070008000000000000001")]
    id: McpServerId,
    /// The agent that may use its tools.
    #[schema(value_type = String)]
    agent_id: AgentId,
    /// What members call it.
    name: String,
    /// What the names of its tools begin with; stays when the name changes.
    slug: String,
    /// Where it is.
    url: String,
    /// Names of the headers that are sent along. Their values are not shown.
    header_names: Vec<String>,
    /// Grows by one with each change; what `If-Match` takes.
    version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl From<McpServer> for McpServerBody {
    fn from(server: McpServer) -> Self {
        Self {
            id: server.id,
            agent_id: server.agent_id,
            name: server.name,
            slug: server.slug,
            url: server.url,
            header_names: server.headers.into_iter().map(|header| header.name).collect(),
            version: server.revision,
            created_at: server.created_at,
            updated_at: server.updated_at,
        }
    }
}
