//! `POST /api/chats/{id}/stop`: a visitor has read enough.

use axum::Json;
use axum::extract::State;
use domain::id::ChatId;
use serde::Serialize;
use utoipa::ToSchema;

use super::input::{ForAgent, ForVisitor};
use crate::auth::Visitor;
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::IdPath;

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StopResult {
    /// Whether an answer was being written.
    stopped: bool,
}

/// Stop the answer that is being written
///
/// What was written so far stays.
#[utoipa::path(
    post,
    path = "/api/chats/{id}/stop",
    tag = "chat",
    params(("id" = String, Path, description = "The chat"), ForAgent, ForVisitor),
    responses((status = 200, body = StopResult)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn stop_answer(
    State(edge): State<Edge>,
    visitor: Visitor,
    IdPath(id): IdPath<ChatId>,
) -> ApiResult<Json<StopResult>> {
    visitor.chat(id).await?;
    let stopped = edge.engine.stop(visitor.tenant, visitor.owner, id).await?.is_some();
    Ok(Json(StopResult { stopped }))
}
