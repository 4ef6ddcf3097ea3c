//! `GET /api/admin/agents/{id}/sources`.

use axum::Json;
use domain::id::AgentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::SourceBody;
use crate::auth::{Can, DocumentsRead};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Web sources.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceList {
    /// Oldest first.
    sources: Vec<SourceBody>,
}

/// List an agent's web sources
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/sources",
    tag = "sources",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = SourceList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn list_sources(
    can: Can<DocumentsRead>,
    IdPath(agent): IdPath<AgentId>,
) -> ApiResult<Json<SourceList>> {
    can.agent(agent).await?;
    let sources = can.store.sources(agent).await?;
    let sources = sources.into_iter().map(|(source, counts)| SourceBody::new(source, counts)).collect();
    Ok(Json(SourceList { sources }))
}
