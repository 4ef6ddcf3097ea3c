//! `PATCH /api/admin/mcp-servers/{id}`: a server changes at once.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::id::McpServerId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::McpServerBody;
use super::input::{self, Headers};
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, IfMatch, JsonBody, etag};

/// Fields to set; what is left out keeps its value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateMcpServer {
    /// What members call it.
    #[schema(min_length = 1, max_length = 80)]
    name: Option<String>,
    /// Where it is. At another host the values of all headers must be given again.
    url: Option<String>,
    /// All headers; `null` keeps a value that is stored.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Option<String>>>)]
    headers: Option<Headers>,
    /// The version that was changed, unless `If-Match` says it.
    version: Option<i64>,
}

/// Change an MCP server
///
/// Its tools stay as they were agreed to: what the server at another address describes in another way is switched off.
#[utoipa::path(
    patch,
    path = "/api/admin/mcp-servers/{id}",
    tag = "mcp",
    params(("id" = String, Path, description = "The server"), ("If-Match" = Option<String>, Header, description = "The server's `version`")),
    request_body = UpdateMcpServer,
    responses((status = 200, body = McpServerBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn update_mcp_server(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<McpServerId>,
    if_match: IfMatch,
    JsonBody(body): JsonBody<UpdateMcpServer>,
) -> ApiResult<([(HeaderName, String); 1], Json<McpServerBody>)> {
    let mut server = can.mcp_server(id).await?;
    let expected = if_match.expected(body.version, server.revision)?;
    if let Some(name) = body.name {
        server.name = name.trim().to_owned();
    }
    let moves = body.url.as_deref().is_some_and(|url| !input::same_origin(&server.url, url));
    if let Some(url) = body.url {
        input::check_url(&*edge.toolbox.mcp, &url).await?;
        server.url = url;
    }
    // Who may change the address must not learn from it what the headers hold.
    let stored = if moves { Vec::new() } else { server.headers.clone() };
    match body.headers {
        Some(headers) => server.headers = input::seal(headers, &stored, can.tenant.id, &*edge.vault)?,
        None if moves && !server.headers.is_empty() => {
            return Err(ApiError::invalid("headers", "must be given again for another host"));
        }
        None => {}
    }
    input::check(&server)?;
    server.updated_at = edge.clock.now();
    let server = can.store.update_mcp_server(expected, &server).await?.ok_or_else(ApiError::not_found)?;
    Ok((etag(server.revision), Json(server.into())))
}
