//! One session with a server: its beginning, what it listed, its calls.

use std::collections::HashSet;
use std::sync::Arc;

use domain::mcp::{Listing, Offer};
use domain::tool::ToolError;
use http::HeaderMap;
use rmcp::model::{
    CallToolRequestParams, ClientCapabilities, ClientConfig, ErrorCode, Implementation,
    PaginatedRequestParams, ProtocolVersion, Tool,
};
use rmcp::service::{
    ClientLifecycleMode, RoleClient, RunningService, ServiceError, serve_client_with_lifecycle,
};
use rmcp::transport::StreamableHttpClientTransport;
use rmcp::transport::common::client_side_sse::ExponentialBackoff;
use rmcp::transport::streamable_http_client::StreamableHttpClientTransportConfig;
use serde_json::{Map, Value};
use url::Url;

use super::wire::{Fault, Wire};
use super::{McpSettings, result};
use crate::egress::Egress;

/// How often a broken stream of events is taken up again.
const RESUMED: usize = 2;

/// An open session.
pub(super) struct Session {
    client: RunningService<RoleClient, ClientConfig>,
    fault: Fault,
    /// What the server listed when the session began.
    pub(super) listing: Arc<Listing>,
}

impl Session {
    /// Agrees on a version of the protocol, and asks for the tools.
    pub(super) async fn open(
        egress: Arc<Egress>,
        url: &Url,
        headers: HeaderMap,
        settings: &McpSettings,
    ) -> Result<Self, ToolError> {
        let fault = Fault::default();
        let wire = Wire::new(egress, headers, fault.clone());
        let mut config = StreamableHttpClientTransportConfig::with_uri(url.as_str());
        let mut again = ExponentialBackoff::default();
        again.max_times = Some(RESUMED);
        config.retry_config = Arc::new(again);
        let transport = StreamableHttpClientTransport::with_client(wire, config);
        let us = Implementation::new("parlor", env!("CARGO_PKG_VERSION"));
        let us = ClientConfig::new(ClientCapabilities::default(), us);
        let lifecycle = ClientLifecycleMode::Auto {
            preferred_versions: vec![ProtocolVersion::LATEST],
            legacy_version: Some(ProtocolVersion::V_2025_11_25),
        };
        let client = serve_client_with_lifecycle(us, transport, lifecycle).await;
        let client = client.map_err(|error| fault.take_or(|| ToolError::Unavailable(error.to_string())))?;
        let offers = offers(&client, &fault, settings).await?;
        let peer = client.peer_info();
        let name = |us: &Implementation| format!("{} {}", us.name, us.version);
        let listing = Listing {
            server: bounded(
                &peer.as_ref().and_then(|p| p.server_info.as_ref()).map(name).unwrap_or_default(),
            ),
            protocol: bounded(&peer.map(|p| p.protocol_version.to_string()).unwrap_or_default()),
            offers,
        };
        Ok(Self { client, fault, listing: Arc::new(listing) })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed() || self.client.is_transport_closed()
    }

    /// Calls a tool by the server's name for it.
    pub(super) async fn call(&self, tool: &str, arguments: Map<String, Value>) -> Result<Value, ToolError> {
        let params = CallToolRequestParams::new(tool.to_owned()).with_arguments(arguments);
        let called = self.client.call_tool(params).await;
        result::read(called.map_err(|error| reason(error, &self.fault))?)
    }
}

/// Every page of the listing. A server that has no tools at all may say that it does not know the question.
async fn offers(
    client: &RunningService<RoleClient, ClientConfig>,
    fault: &Fault,
    settings: &McpSettings,
) -> Result<Vec<Offer>, ToolError> {
    let (mut offers, mut names) = (Vec::new(), HashSet::new());
    let mut cursor: Option<String> = None;
    for _ in 0..settings.pages {
        let asked = PaginatedRequestParams::default().with_cursor(cursor.take());
        let page = match client.list_tools(Some(asked)).await {
            Ok(page) => page,
            Err(ServiceError::McpError(error)) if error.code == ErrorCode::METHOD_NOT_FOUND => {
                return Ok(offers);
            }
            Err(error) => return Err(reason(error, fault)),
        };
        offers.extend(page.tools.into_iter().filter(|tool| names.insert(tool.name.clone())).map(offer));
        if offers.len() > settings.tools {
            return Err(ToolError::TooLarge);
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(offers);
        }
    }
    Err(ToolError::TooLarge)
}

fn offer(tool: Tool) -> Offer {
    Offer {
        name: tool.name.into_owned(),
        description: tool.description.unwrap_or_default().into_owned(),
        parameters: Value::Object(Arc::unwrap_or_clone(tool.input_schema)),
    }
}

/// An error of the protocol is the server's answer; for every other one the carrier knows better what happened.
fn reason(error: ServiceError, fault: &Fault) -> ToolError {
    match error {
        ServiceError::McpError(error) => ToolError::Refused(bounded(&error.message)),
        other => fault.take_or(|| ToolError::Unavailable(other.to_string())),
    }
}

/// Most characters of a server's words that are told.
fn bounded(text: &str) -> String {
    text.chars().take(300).collect()
}
