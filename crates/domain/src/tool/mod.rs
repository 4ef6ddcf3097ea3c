//! Tools that an agent's model may call: built in, a tenant's webhooks, tools of MCP servers. Owns what a tool is, which arguments it
//! takes, who must agree to a call and how a call can fail. It must not know how a call travels or which model asks for it.
//!
//! Tools are live, not part of an agent's versions: an endpoint or secret that was withdrawn must stay withdrawn, whichever version
//! is rolled back to.

pub mod arguments;
pub mod builtin;
pub mod digest;
pub mod toolbox;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::agent::{InvalidField, RetrievalSettings};
use crate::chat::ChatOwner;
use crate::clock::Timestamp;
use crate::document::retrieve::Passage;
use crate::id::{AgentId, ChatId, MessageId, TenantId, ToolId};
use crate::mcp::{McpTool, PinState};
use crate::storage::StorageResult;
use crate::vault::Sealed;

/// A tool of one agent.
#[derive(Debug, Clone, PartialEq)]
pub struct Tool {
    /// Its id.
    pub id: ToolId,
    /// The agent that may use it.
    pub agent_id: AgentId,
    /// What the model sees.
    pub spec: ToolSpec,
    /// Who must agree to a call.
    pub policy: ToolPolicy,
    /// Whether the model sees it at all.
    pub enabled: bool,
    /// What a call does.
    pub action: ToolAction,
    /// Grows by one with each change; what `If-Match` compares.
    pub revision: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Tool {
    /// Whether the model sees it and may call it.
    pub fn is_live(&self) -> bool {
        let is_agreed = match &self.action {
            ToolAction::Mcp(tool) => tool.state == PinState::Pinned,
            ToolAction::BuiltIn { .. } | ToolAction::Webhook(_) => true,
        };
        self.enabled && is_agreed
    }
}

/// What the model sees of a tool.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolSpec {
    /// Unique within the agent: 1 to 64 of `a-z A-Z 0-9 _ -`.
    pub name: String,
    /// What it does and when to use it.
    pub description: String,
    /// JSON Schema of its arguments, an object.
    pub parameters: Value,
}

/// Who must agree to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolPolicy {
    /// Nobody: the model's wish is enough.
    Allowed,
    /// The visitor, each time.
    AskVisitor,
}

impl ToolPolicy {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::AskVisitor => "ask_visitor",
        }
    }

    /// Reads [`ToolPolicy::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Allowed, Self::AskVisitor].into_iter().find(|policy| policy.as_str() == text)
    }
}

/// What a call does. The serialised form is what is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToolAction {
    /// Runs here.
    BuiltIn {
        /// Which.
        built_in: builtin::BuiltIn,
    },
    /// Calls the tenant's server.
    Webhook(Webhook),
    /// Calls a tool of an MCP server.
    Mcp(McpTool),
}

impl ToolAction {
    /// Its public name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::BuiltIn { .. } => "built_in",
            Self::Webhook(_) => "webhook",
            Self::Mcp(_) => "mcp",
        }
    }
}

/// A tenant's server that performs a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Where it is; checked by the guarded client on each use.
    pub url: String,
    /// How it is called.
    pub method: WebhookMethod,
    /// What requests are signed with (Standard Webhooks).
    pub secret: Sealed,
}

/// How a webhook is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum WebhookMethod {
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

/// Where [`Webhook::secret`] belongs, see [`crate::vault::Vault`].
pub const SECRET_PURPOSE: &str = "tool.secret";

impl ToolSpec {
    /// Most bytes of the schema's JSON.
    pub const MAX_SCHEMA: usize = 32 * 1024;

    /// Every broken rule; empty when the tool may be stored.
    pub fn problems(&self) -> Vec<InvalidField> {
        let mut problems = Vec::new();
        let mut check = |ok: bool, path, message: String| {
            if !ok {
                problems.push(InvalidField { path, message });
            }
        };
        check(is_name(&self.name), "name", "must have 1 to 64 of a-z, A-Z, 0-9, _ and -".into());
        let length = self.description.trim().chars().count();
        check((1..=1_024).contains(&length), "description", "must have 1 to 1024 characters".into());
        let schema = arguments::schema_problem(&self.parameters);
        check(schema.is_none(), "parameters", schema.unwrap_or_default());
        problems
    }
}

/// Whether every provider takes this as the name of a function.
pub fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// A call that is to be performed.
#[derive(Debug, Clone)]
pub struct ToolRun {
    /// Whose.
    pub tenant: TenantId,
    /// Which agent's visitor.
    pub owner: ChatOwner,
    /// In which conversation.
    pub chat: ChatId,
    /// In which answer. With `call_id` it names the call, once and for ever.
    pub message: MessageId,
    /// The call within the answer.
    pub call_id: String,
    /// What is called.
    pub tool: Tool,
    /// With what; satisfies the tool's schema.
    pub arguments: Map<String, Value>,
    /// The agent's knowledge, for tools that search it.
    pub knowledge_version: i64,
    /// How it is searched.
    pub retrieval: RetrievalSettings,
}

/// What a call brought.
#[derive(Debug, Clone)]
pub enum ToolOutput {
    /// A value.
    Value(Value),
    /// Passages of the agent's documents, which the answer may cite.
    Passages(Vec<Passage>),
}

/// Why a call brought nothing. The sentences are told to the model and to visitors; inner texts of `Unavailable` are for logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ToolError {
    /// The agent has no such tool, or it is switched off.
    #[error("This agent has no tool named `{0}`.")]
    NotAllowed(String),
    /// The arguments are no JSON object, or break the tool's schema; says how.
    #[error("The arguments are not valid: {0}")]
    InvalidArguments(String),
    /// Its address may not be reached.
    #[error("The tool's address may not be reached.")]
    Blocked,
    /// Its server describes it in another way than was agreed to.
    #[error("The tool was changed by its server and is switched off until somebody agrees to the change.")]
    Changed,
    /// It took too long.
    #[error("The tool did not answer in time.")]
    TimedOut,
    /// It answered too much.
    #[error("The tool's answer is too large.")]
    TooLarge,
    /// It answered with an error; says which.
    #[error("The tool answered with an error: {0}")]
    Refused(String),
    /// It cannot be reached, or something here failed.
    #[error("The tool cannot be used right now.")]
    Unavailable(String),
}

/// Performs calls.
#[async_trait]
pub trait ToolRunner: Send + Sync {
    /// Performs one call. Dropping it may or may not undo it.
    async fn run(&self, run: ToolRun) -> Result<ToolOutput, ToolError>;
}

/// Tools of one tenant.
#[async_trait]
pub trait ToolStore: Send + Sync {
    /// Stores a tool. [`crate::storage::StorageError::Conflict`] on `name`: the agent has one of this name; on `reference`: no such
    /// agent.
    async fn create_tool(&self, tool: &Tool) -> StorageResult<()>;
    /// One tool.
    async fn tool(&self, id: ToolId) -> StorageResult<Option<Tool>>;
    /// The agent's tools, oldest first, switched off ones too.
    async fn tools(&self, agent: AgentId) -> StorageResult<Vec<Tool>>;
    /// Replaces what can be edited (everything but id, agent and creation) when the stored revision is `expected`, which then grows by
    /// one. `None`: no such tool. Conflict on `version` when it is another revision.
    async fn update_tool(&self, expected: i64, tool: &Tool) -> StorageResult<Option<Tool>>;
    /// Erases a tool. `false`: no such tool.
    async fn delete_tool(&self, id: ToolId) -> StorageResult<bool>;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_rule_names_its_field() {
        let good = ToolSpec {
            name: "get_order".into(),
            description: "Looks up an order.".into(),
            parameters: json!({"type": "object", "properties": {"id": {"type": "string"}}}),
        };
        assert_eq!(good.problems(), vec![]);
        let schema = |parameters: Value| ToolSpec { parameters, ..good.clone() };
        let cases = [
            (ToolSpec { name: String::new(), ..good.clone() }, "name"),
            (ToolSpec { name: "get order".into(), ..good.clone() }, "name"),
            (ToolSpec { name: "x".repeat(65), ..good.clone() }, "name"),
            (ToolSpec { description: " ".into(), ..good.clone() }, "description"),
            (schema(json!(true)), "parameters"),
            (schema(json!({"type": "string"})), "parameters"),
            (schema(json!({"type": "object", "properties": 7})), "parameters"),
            (schema(json!({"type": "object", "$ref": "http://127.0.0.1/schema"})), "parameters"),
            (schema(json!({"type": "object", "description": "x".repeat(40_000)})), "parameters"),
        ];
        for (spec, path) in cases {
            assert_eq!(spec.problems().iter().map(|p| p.path).collect::<Vec<_>>(), [path], "{spec:?}");
        }
    }

    #[test]
    fn the_stored_form_is_stable() {
        let webhook = ToolAction::Webhook(Webhook {
            url: "https://shop.example/hook".into(),
            method: WebhookMethod::Post,
            secret: Sealed::from_text("v1.x".into()),
        });
        let text = serde_json::to_string(&webhook).unwrap();
        assert_eq!(
            text,
            r#"{"kind":"webhook","url":"https://shop.example/hook","method":"POST","secret":"v1.x"}"#
        );
        assert_eq!(serde_json::from_str::<ToolAction>(&text).unwrap(), webhook);
        let built_in = ToolAction::BuiltIn { built_in: builtin::BuiltIn::CurrentTime };
        let text = serde_json::to_string(&built_in).unwrap();
        assert_eq!(text, r#"{"kind":"built_in","built_in":"current_time"}"#);
        assert_eq!(serde_json::from_str::<ToolAction>(&text).unwrap(), built_in);
        let state = PinState::Withdrawn { reason: "gone".into() };
        let tool = McpTool { server: uuid::Uuid::nil().into(), name: "add".into(), pin: "00".into(), state };
        let text = serde_json::to_string(&ToolAction::Mcp(tool.clone())).unwrap();
        assert_eq!(
            text,
            r#"{"kind":"mcp","server":"mcp_00000000000000000000000000000000","name":"add","pin":"00","state":{"is":"withdrawn","reason":"gone"}}"#
        );
        assert_eq!(serde_json::from_str::<ToolAction>(&text).unwrap(), ToolAction::Mcp(tool));
    }
}
