//! `GET /api/admin/agents/{id}/versions`.

use axum::Json;
use domain::id::AgentId;
use domain::page::PageRequest;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::body::VersionBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::{IdPath, PageQuery, Params};

/// How many versions are wanted.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VersionsQuery {
    /// At most this many, 1 to 100; 50 by default.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionList {
    /// Newest first.
    versions: Vec<VersionBody>,
}

/// List an agent's versions
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/versions",
    tag = "agents",
    params(("id" = String, Path, description = "The agent"), VersionsQuery),
    responses((status = 200, body = VersionList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_versions(
    can: Can<AgentsRead>,
    IdPath(id): IdPath<AgentId>,
    Params(query): Params<VersionsQuery>,
) -> ApiResult<Json<VersionList>> {
    let page: PageRequest = PageQuery { cursor: None, limit: query.limit }.request()?;
    can.agent(id).await?;
    let versions = can.store.versions(id, page).await?.into_iter().map(Into::into).collect();
    Ok(Json(VersionList { versions }))
}
