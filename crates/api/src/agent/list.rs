//! `GET /api/admin/agents`.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::AgentBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::{PageQuery, Params, cursor};

/// Agents.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgentPage {
    /// Newest first.
    agents: Vec<AgentBody>,
    /// Pass as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// List agents
#[utoipa::path(
    get,
    path = "/api/admin/agents",
    tag = "agents",
    params(PageQuery),
    responses((status = 200, body = AgentPage)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_agents(
    can: Can<AgentsRead>,
    Params(page): Params<PageQuery>,
) -> ApiResult<Json<AgentPage>> {
    let mut page = can.store.agents(page.request()?).await?;
    page.items.retain(|agent| can.reach.covers(agent.id));
    let next_cursor = cursor(page.next);
    Ok(Json(AgentPage { agents: page.items.into_iter().map(Into::into).collect(), next_cursor }))
}
