//! `GET /api/admin/alerts`.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::AlertBody;
use crate::auth::{AgentsRead, Can};
use crate::error::ApiResult;
use crate::wire::{PageQuery, Params, cursor};

/// Alerts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AlertList {
    /// Newest first.
    alerts: Vec<AlertBody>,
    /// Pass as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// List alerts
///
/// Those that nobody dismissed and whose version is live.
#[utoipa::path(
    get,
    path = "/api/admin/alerts",
    tag = "agents",
    params(PageQuery),
    responses((status = 200, body = AlertList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_alerts(
    can: Can<AgentsRead>,
    Params(query): Params<PageQuery>,
) -> ApiResult<Json<AlertList>> {
    let page = can.store.open_alerts(None, query.request()?).await?;
    // A key that is bound to agents hears of these only.
    let alerts = page.items.into_iter().filter(|alert| can.reaches(alert.agent_id).is_ok());
    Ok(Json(AlertList { alerts: alerts.map(Into::into).collect(), next_cursor: cursor(page.next) }))
}
