//! MCP servers whose tools an agent may use (Model Context Protocol, streamable HTTP). Owns what a server is, the rules of its headers,
//! and what its listing means for the tools that were chosen from it. It must not know how a server is reached.
//!
//! A server is somebody else's program and may change at any time. So what the model sees of a tool is what a member saw and
//! agreed to, never what the server says now: a tool is pinned, and one that no longer matches its pin is not called.

pub mod pin;
mod watch;

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::agent::{InvalidField, slug};
use crate::clock::Timestamp;
use crate::id::{AgentId, McpServerId, TenantId};
use crate::storage::StorageResult;
use crate::tool::ToolError;
use crate::vault::Sealed;

pub use pin::{McpTool, Offer, PinState};
pub use watch::note_changes;

/// Where header values belong, see [`crate::vault::Vault`].
pub const HEADER_PURPOSE: &str = "mcp.header";

/// Headers that the protocol or the connection needs for itself.
const RESERVED: [&str; 12] = [
    "accept",
    "connection",
    "content-length",
    "content-type",
    "host",
    "keep-alive",
    "last-event-id",
    "mcp-protocol-version",
    "mcp-session-id",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// A server whose tools an agent may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct McpServer {
    /// Its id.
    pub id: McpServerId,
    /// The agent.
    pub agent_id: AgentId,
    /// What members call it: 1 to 80 characters.
    pub name: String,
    /// What the names of its tools begin with, unique within the agent; made once from the first name.
    pub slug: String,
    /// Where it is; checked by the guarded client on each use.
    pub url: String,
    /// Sent with every request.
    pub headers: Vec<McpHeader>,
    /// Grows by one with each change; what `If-Match` compares.
    pub revision: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A header with a sealed value. The serialised form is what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct McpHeader {
    /// Its name, in lower case.
    pub name: String,
    /// Its value.
    pub value: Sealed,
}

impl McpServer {
    /// Most servers of one agent.
    pub const MAX: usize = 8;
    /// Most headers of one server.
    pub const MAX_HEADERS: usize = 10;
    /// Most bytes of a header's value.
    pub const MAX_VALUE: usize = 4 * 1024;
    /// Longest slug, in bytes: the names of tools have 64.
    const MAX_SLUG: usize = 20;

    /// What the names of a server's tools begin with, from what members call it.
    pub fn slug_of(name: &str) -> String {
        let slug = slug(name, "server").replace('-', "_");
        slug.chars().take(Self::MAX_SLUG).collect::<String>().trim_matches('_').to_owned()
    }

    /// Every broken rule; empty when the server may be stored.
    pub fn problems(&self) -> Vec<InvalidField> {
        let length = self.name.trim().chars().count();
        let name = (!(1..=80).contains(&length))
            .then(|| InvalidField { path: "name", message: "must have 1 to 80 characters".into() });
        let headers = (self.headers.len() > Self::MAX_HEADERS).then(|| InvalidField {
            path: "headers",
            message: format!("must be at most {}", Self::MAX_HEADERS),
        });
        name.into_iter().chain(headers).collect()
    }
}

/// Why a header cannot be sent; `None` when it can.
pub fn header_problem(name: &str, value: &str) -> Option<String> {
    // RFC 9110, section 5.6.2.
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    if !(1..=64).contains(&name.len()) || !name.bytes().all(token) {
        return Some(format!("`{name}` is no name of a header"));
    }
    if RESERVED.contains(&name) || name.starts_with("proxy-") || name.starts_with("mcp-") {
        return Some(format!("`{name}` cannot be set"));
    }
    if value.len() > McpServer::MAX_VALUE || !value.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return Some(format!(
            "the value of `{name}` must be at most {} bytes of visible ASCII",
            McpServer::MAX_VALUE
        ));
    }
    None
}

/// What a server said about itself and its tools.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// What it calls itself, with its version.
    pub server: String,
    /// The version of the protocol that was agreed on.
    pub protocol: String,
    /// Its tools, in its order; no name twice.
    pub offers: Vec<Offer>,
}

/// Reaches MCP servers.
#[async_trait]
pub trait McpClient: Send + Sync {
    /// Whether an address may be used. `InvalidArguments`: it is none; `Blocked`: it may not be reached.
    async fn check(&self, url: &str) -> Result<(), ToolError>;
    /// Asks the server now.
    async fn list(&self, tenant: TenantId, server: &McpServer) -> Result<Arc<Listing>, ToolError>;
    /// What the server said when it was asked last, at most a few minutes ago; asks when it was not.
    async fn known(&self, tenant: TenantId, server: &McpServer) -> Result<Arc<Listing>, ToolError>;
    /// Calls a tool by the server's name for it.
    async fn call(
        &self,
        tenant: TenantId,
        server: &McpServer,
        tool: &str,
        arguments: Map<String, Value>,
    ) -> Result<Value, ToolError>;
}

/// MCP servers of one tenant.
#[async_trait]
pub trait McpServerStore: Send + Sync {
    /// Stores a server. [`crate::storage::StorageError::Conflict`] on `slug`: the agent has one of this slug; on `reference`: no such
    /// agent.
    async fn create_mcp_server(&self, server: &McpServer) -> StorageResult<()>;
    /// One server.
    async fn mcp_server(&self, id: McpServerId) -> StorageResult<Option<McpServer>>;
    /// The agent's servers, oldest first.
    async fn mcp_servers(&self, agent: AgentId) -> StorageResult<Vec<McpServer>>;
    /// Replaces name, address and headers when the stored revision is `expected`, which then grows by one. `None`: no such server.
    /// Conflict on `version` when it is another revision.
    async fn update_mcp_server(&self, expected: i64, server: &McpServer) -> StorageResult<Option<McpServer>>;
    /// Erases a server and the tools that were chosen from it. `false`: no such server.
    async fn delete_mcp_server(&self, id: McpServerId) -> StorageResult<bool>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_leave_room_for_the_names_of_tools() {
        for (name, expect) in [
            ("My shop", "my_shop"),
            ("日本", "server"),
            ("-_-", "server"),
            ("A very long name of a server", "a_very_long_name_of"),
        ] {
            assert_eq!(McpServer::slug_of(name), expect);
        }
    }

    #[test]
    fn headers_cannot_take_over_the_protocol_or_the_connection() {
        assert_eq!(header_problem("authorization", "Bearer x"), None);
        assert_eq!(header_problem("x-api-key", ""), None);
        for (name, value) in [
            ("", "x"),
            ("x y", "x"),
            ("x\r\nhost", "x"),
            ("host", "x"),
            ("content-length", "0"),
            ("mcp-session-id", "x"),
            ("mcp-name", "x"),
            ("proxy-authorization", "x"),
            ("x-api-key", "a\r\nhost: b"),
            ("x-api-key", "ä"),
            ("x-api-key", &"x".repeat(5_000)),
        ] {
            assert!(header_problem(name, value).is_some(), "{name:?}: {value:?}");
        }
    }
}
