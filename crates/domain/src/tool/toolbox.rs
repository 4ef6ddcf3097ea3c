//! Performs calls: built-in tools here, the others through their ports.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Value, json};

use super::builtin::{BuiltIn, calculate, time};
use super::{ToolAction, ToolError, ToolOutput, ToolRun, ToolRunner, Webhook};
use crate::chat::run::PassageSource;
use crate::clock::Clock;
use crate::mcp::{McpClient, McpTool, PinState, note_changes};
use crate::storage::{ColdStorage, StorageError};

/// What was sent to a tenant's server and what came back, for the tenant's own eyes.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Method.
    pub method: &'static str,
    /// Where it went.
    pub url: String,
    /// Headers that were sent.
    pub sent_headers: Vec<(String, String)>,
    /// Body that was sent.
    pub sent: String,
    /// Status, headers and body that came back, or why nothing did.
    pub answer: Result<TrialAnswer, ToolError>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct TrialAnswer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Body, as text.
    pub body: String,
}

/// Calls tenants' servers.
#[async_trait]
pub trait WebhookCaller: Send + Sync {
    /// Whether an address may be used. `InvalidArguments`: it is none; `Blocked`: it may not be reached.
    async fn check(&self, url: &str) -> Result<(), ToolError>;
    /// Performs a call once, and tells all of it.
    async fn trial(&self, run: &ToolRun, webhook: &Webhook) -> Trial;
    /// Performs a call at `webhook`. A repetition after a lost answer carries the same identity, so that the server can tell.
    async fn call(&self, run: &ToolRun, webhook: &Webhook) -> Result<Value, ToolError>;
}

/// Every tool that there is.
pub struct Toolbox {
    /// What searches documents.
    pub passages: Arc<dyn PassageSource>,
    /// What calls tenants' servers.
    pub webhooks: Arc<dyn WebhookCaller>,
    /// What calls tools of MCP servers.
    pub mcp: Arc<dyn McpClient>,
    /// Where servers are, and where it is noted that a tool has changed.
    pub storage: Arc<dyn ColdStorage>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl ToolRunner for Toolbox {
    async fn run(&self, run: ToolRun) -> Result<ToolOutput, ToolError> {
        match &run.tool.action {
            ToolAction::Webhook(webhook) => self.webhooks.call(&run, webhook).await.map(ToolOutput::Value),
            ToolAction::Mcp(tool) => self.call_mcp(&run, tool).await.map(ToolOutput::Value),
            ToolAction::BuiltIn { built_in: BuiltIn::CurrentTime } => {
                let zone = argument(&run, "timezone").unwrap_or("UTC");
                time::current_time(self.clock.now(), zone).map(ToolOutput::Value)
            }
            ToolAction::BuiltIn { built_in: BuiltIn::Calculate } => {
                let result = calculate::calculate(argument(&run, "expression").unwrap_or_default())?;
                Ok(ToolOutput::Value(json!({ "result": result })))
            }
            ToolAction::BuiltIn { built_in: BuiltIn::SearchDocuments } => self.search(&run).await,
        }
    }
}

impl Toolbox {
    /// Nothing is called that is not what was agreed to, as far as its server says.
    async fn call_mcp(&self, run: &ToolRun, tool: &McpTool) -> Result<Value, ToolError> {
        let unavailable = |error: StorageError| ToolError::Unavailable(error.to_string());
        let store = self.storage.tenant(run.tenant);
        let server = store.mcp_server(tool.server).await.map_err(unavailable)?;
        let server = server.ok_or_else(|| ToolError::NotAllowed(run.tool.spec.name.clone()))?;
        let listing = self.mcp.known(run.tenant, &server).await?;
        if tool.judged(&listing, &server.slug) != PinState::Pinned {
            note_changes(&*store, &server, &listing, self.clock.now()).await.map_err(unavailable)?;
            return Err(ToolError::Changed);
        }
        self.mcp.call(run.tenant, &server, &tool.name, run.arguments.clone()).await
    }

    async fn search(&self, run: &ToolRun) -> Result<ToolOutput, ToolError> {
        let query = argument(run, "query").unwrap_or_default();
        let (tenant, agent) = (run.tenant, run.owner.agent);
        if run.knowledge_version == 0 {
            return Ok(ToolOutput::Passages(Vec::new()));
        }
        let found = self.passages.passages(tenant, agent, run.knowledge_version, query, &run.retrieval).await;
        found.map(ToolOutput::Passages).map_err(|error| ToolError::Unavailable(error.to_string()))
    }
}

fn argument<'a>(run: &'a ToolRun, name: &str) -> Option<&'a str> {
    run.arguments.get(name).and_then(Value::as_str)
}
