//! `POST /api/admin/alerts/{id}/dismiss`.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::AlertId;

use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Dismiss an alert
///
/// Somebody has seen it; the same is not told again. One that was dismissed before is not found.
#[utoipa::path(
    post,
    path = "/api/admin/alerts/{id}/dismiss",
    tag = "agents",
    params(("id" = String, Path, description = "The alert")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn dismiss_alert(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<AlertId>,
) -> ApiResult<StatusCode> {
    let alert = can.store.alert(id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(alert.agent_id)?;
    let dismissed = can.store.dismiss_alert(id, edge.clock.now()).await?;
    if dismissed { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
