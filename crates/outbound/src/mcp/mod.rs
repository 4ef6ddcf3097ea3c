//! MCP servers that tenants chose (Model Context Protocol, streamable HTTP): the official SDK speaks, the guarded client carries.
//!
//! A session is kept for a few minutes, with what the server listed when it began. Everything is bounded: each answer in size and
//! time, each listing in pages and tools, each call as a whole. It must not know which tools were chosen, nor what a pin is.

mod result;
mod session;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::id::{McpServerId, TenantId};
use domain::mcp::{HEADER_PURPOSE, Listing, McpClient, McpServer};
use domain::tool::ToolError;
use domain::vault::Vault;
use http::{HeaderMap, HeaderName, HeaderValue};
use moka::future::Cache;
use serde_json::{Map, Value};
use tokio::time::timeout;
use url::Url;

use crate::egress::Egress;
use session::Session;

/// How servers are talked with.
#[derive(Debug, Clone)]
pub struct McpSettings {
    /// Longest time until a server has said what its tools are.
    pub open_time: Duration,
    /// Longest time for one call.
    pub call_time: Duration,
    /// How long a session serves, and with it what the server listed.
    pub session_time: Duration,
    /// Most sessions at the same time.
    pub sessions: u64,
    /// Most pages of a listing.
    pub pages: usize,
    /// Most tools of a server.
    pub tools: usize,
}

impl Default for McpSettings {
    fn default() -> Self {
        Self {
            open_time: Duration::from_secs(12),
            call_time: Duration::from_secs(15),
            session_time: Duration::from_secs(300),
            sessions: 1_000,
            pages: 10,
            tools: 200,
        }
    }
}

/// Sessions belong to one state of one server of one tenant: another address or header begins another one.
type Key = (TenantId, McpServerId, i64);

/// Talks with MCP servers through the guarded client.
pub struct McpSessions {
    egress: Arc<Egress>,
    vault: Arc<dyn Vault>,
    settings: McpSettings,
    sessions: Cache<Key, Arc<Session>>,
}

impl McpSessions {
    /// Over this client, with headers from this vault.
    pub fn new(egress: Arc<Egress>, vault: Arc<dyn Vault>, settings: McpSettings) -> Self {
        let sessions =
            Cache::builder().max_capacity(settings.sessions).time_to_live(settings.session_time).build();
        Self { egress, vault, settings, sessions }
    }

    /// The session that is open, or a new one; whoever comes meanwhile gets the same.
    async fn session(&self, tenant: TenantId, server: &McpServer) -> Result<Arc<Session>, ToolError> {
        let key = key(tenant, server);
        if self.sessions.get(&key).await.is_some_and(|session| session.is_closed()) {
            self.sessions.invalidate(&key).await;
        }
        let opened = self.sessions.try_get_with(key, self.open(tenant, server)).await;
        opened.map_err(|error| ToolError::clone(&error))
    }

    async fn open(&self, tenant: TenantId, server: &McpServer) -> Result<Arc<Session>, ToolError> {
        let headers = self.headers(tenant, server)?;
        let url = Url::parse(&server.url).map_err(|error| ToolError::Unavailable(error.to_string()))?;
        let opening = Session::open(self.egress.clone(), &url, headers, &self.settings);
        timeout(self.settings.open_time, opening).await.unwrap_or(Err(ToolError::TimedOut)).map(Arc::new)
    }

    fn headers(&self, tenant: TenantId, server: &McpServer) -> Result<HeaderMap, ToolError> {
        let mut headers = HeaderMap::new();
        for header in &server.headers {
            let value = self.vault.open(tenant, HEADER_PURPOSE, &header.value);
            let value = value.map_err(|error| ToolError::Unavailable(error.to_string()))?;
            let name = HeaderName::try_from(&header.name);
            let (Ok(name), Ok(mut value)) = (name, HeaderValue::try_from(value)) else {
                return Err(ToolError::Unavailable(format!("the header {} cannot be sent", header.name)));
            };
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        Ok(headers)
    }
}

fn key(tenant: TenantId, server: &McpServer) -> Key {
    (tenant, server.id, server.revision)
}

#[async_trait]
impl McpClient for McpSessions {
    async fn check(&self, url: &str) -> Result<(), ToolError> {
        self.egress.check_tool(url).await
    }

    async fn list(&self, tenant: TenantId, server: &McpServer) -> Result<Arc<Listing>, ToolError> {
        let session = self.open(tenant, server).await?;
        let listing = session.listing.clone();
        self.sessions.insert(key(tenant, server), session).await;
        Ok(listing)
    }

    async fn known(&self, tenant: TenantId, server: &McpServer) -> Result<Arc<Listing>, ToolError> {
        Ok(self.session(tenant, server).await?.listing.clone())
    }

    async fn call(
        &self,
        tenant: TenantId,
        server: &McpServer,
        tool: &str,
        arguments: Map<String, Value>,
    ) -> Result<Value, ToolError> {
        let session = self.session(tenant, server).await?;
        let called = timeout(self.settings.call_time, session.call(tool, arguments)).await;
        let result = called.unwrap_or(Err(ToolError::TimedOut));
        if matches!(result, Err(ToolError::Unavailable(_) | ToolError::TimedOut)) {
            // The next call begins anew instead of waiting for what may be dead.
            self.sessions.invalidate(&key(tenant, server)).await;
        }
        result
    }
}
