//! `GET /api/admin/labels`: the labels in use.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{Can, ConversationsRead};
use crate::context::Edge;
use crate::error::ApiResult;

/// Most labels that are answered.
const MAX: u32 = 200;

/// Labels.
#[derive(Debug, Serialize, ToSchema)]
pub struct LabelList {
    /// Sorted; the first 200.
    labels: Vec<String>,
}

/// List the labels in use
#[utoipa::path(
    get,
    path = "/api/admin/labels",
    tag = "conversations",
    responses((status = 200, body = LabelList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read"]))
)]
pub async fn list_labels(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
) -> ApiResult<Json<LabelList>> {
    can.reaches_all()?;
    let labels = can.conversations(&edge).labels(MAX).await?;
    Ok(Json(LabelList { labels }))
}
