//! Tools on the wire: never the secret.

use domain::clock::Timestamp;
use domain::id::{AgentId, McpServerId, ToolId};
use domain::mcp::{McpTool, Offer, PinState};
use domain::tool::builtin::BuiltIn;
use domain::tool::{Tool, ToolAction, ToolPolicy, WebhookMethod};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A tool of an agent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ToolBody {
    /// Its id.
    #[schema(value_type = String, example = "tol_0198c0de000070008000000000000001")]
    id: ToolId,
    /// The agent that may use it.
    #[schema(value_type = String)]
    agent_id: AgentId,
    /// What performs it.
    #[schema(value_type = ToolKindBody)]
    kind: &'static str,
    /// The name the model calls it by.
    name: String,
    /// What it does and when to use it.
    description: String,
    /// JSON Schema of its arguments.
    #[schema(value_type = Object)]
    parameters: Value,
    /// Who must agree to a call.
    #[schema(value_type = ToolPolicyBody)]
    policy: ToolPolicy,
    /// Whether the model sees it.
    enabled: bool,
    /// Built-in tools: which.
    #[schema(value_type = Option<BuiltInBody>)]
    built_in: Option<BuiltIn>,
    /// Webhooks: where.
    url: Option<String>,
    /// Webhooks: how.
    #[schema(value_type = Option<WebhookMethodBody>)]
    method: Option<WebhookMethod>,
    /// Tools of MCP servers: whose, and what has become of it.
    mcp: Option<McpToolBody>,
    /// Grows by one with each change; what `If-Match` takes.
    version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// What performs a tool.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ToolKindBody {
    /// This server.
    BuiltIn,
    /// The organization's own server.
    Webhook,
    /// An MCP server.
    Mcp,
}

/// A tool of an MCP server.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct McpToolBody {
    /// Whose.
    #[schema(value_type = String)]
    server_id: McpServerId,
    /// The server's name for it.
    name: String,
    /// Names what was agreed to: exactly this name, description and schema.
    pin: String,
    /// Whether it is still what was agreed to; the model sees it only then.
    #[schema(value_type = PinStateBody)]
    state: &'static str,
    /// How the server describes it now, when a member must agree again.
    change: Option<ToolChangeBody>,
    /// Why it cannot be used any more.
    reason: Option<String>,
}

/// Whether a tool is still what was agreed to.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum PinStateBody {
    /// It is.
    Pinned,
    /// The server describes it in another way.
    Changed,
    /// The server no longer has it, or made something of it that cannot be used.
    Withdrawn,
}

/// How a server describes a tool now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ToolChangeBody {
    /// What it does, in the server's words.
    description: String,
    /// JSON Schema of its arguments.
    #[schema(value_type = Object)]
    parameters: Value,
    /// What `approve` takes.
    pin: String,
}

impl From<McpTool> for McpToolBody {
    fn from(tool: McpTool) -> Self {
        let change = |offer: Offer| ToolChangeBody {
            pin: offer.pin(),
            description: offer.description,
            parameters: offer.parameters,
        };
        let (state, change, reason) = match tool.state {
            PinState::Pinned => ("pinned", None, None),
            PinState::Changed { offer } => ("changed", Some(change(offer)), None),
            PinState::Withdrawn { reason } => ("withdrawn", None, Some(reason)),
        };
        Self { server_id: tool.server, name: tool.name, pin: tool.pin, state, change, reason }
    }
}

/// Who must agree to a call.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ToolPolicyBody {
    /// Nobody.
    Allowed,
    /// The visitor, each time.
    AskVisitor,
}

/// Which built-in tool.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum BuiltInBody {
    /// Date, time and weekday in a time zone.
    CurrentTime,
    /// Exact arithmetic and units.
    Calculate,
    /// Another search in the agent's documents.
    SearchDocuments,
}

/// How a webhook is called.
#[derive(ToSchema)]
#[schema(rename_all = "UPPERCASE")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum WebhookMethodBody {
    /// Arguments in the query.
    Get,
    /// Arguments in the body.
    Post,
    /// Arguments in the body.
    Put,
    /// Arguments in the body.
    Patch,
    /// Arguments in the query.
    Delete,
}

impl From<Tool> for ToolBody {
    fn from(tool: Tool) -> Self {
        let kind = tool.action.kind();
        let (built_in, webhook, mcp) = match tool.action {
            ToolAction::BuiltIn { built_in } => (Some(built_in), None, None),
            ToolAction::Webhook(webhook) => (None, Some(webhook), None),
            ToolAction::Mcp(mcp) => (None, None, Some(mcp.into())),
        };
        let (url, method) = webhook.map(|webhook| (webhook.url, webhook.method)).unzip();
        Self {
            id: tool.id,
            agent_id: tool.agent_id,
            kind,
            name: tool.spec.name,
            description: tool.spec.description,
            parameters: tool.spec.parameters,
            policy: tool.policy,
            enabled: tool.enabled,
            built_in,
            url,
            method,
            mcp,
            version: tool.revision,
            created_at: tool.created_at,
            updated_at: tool.updated_at,
        }
    }
}
