//! `DELETE /api/chats/{id}`: a visitor erases a conversation.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::ChatId;

use crate::auth::Visitor;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Erase a chat
#[utoipa::path(
    delete,
    path = "/api/chats/{id}",
    tag = "chat",
    params(("id" = String, Path, description = "The chat"), super::input::ForAgent, super::input::ForVisitor),
    responses((status = 204)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn delete_chat(
    State(edge): State<Edge>,
    visitor: Visitor,
    IdPath(id): IdPath<ChatId>,
) -> ApiResult<StatusCode> {
    // Before: a conversation that is gone must not be pointed at.
    if visitor.chats.chat(visitor.owner, id).await?.is_some() {
        edge.cold.tenant(visitor.tenant).forget_conversation(id).await?;
    }
    if visitor.chats.delete_chat(visitor.owner, id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
