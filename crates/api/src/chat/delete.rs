//! `DELETE /api/chats/{id}`: a visitor erases a conversation.

use axum::http::StatusCode;
use domain::id::ChatId;

use crate::auth::Visitor;
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
pub async fn delete_chat(visitor: Visitor, IdPath(id): IdPath<ChatId>) -> ApiResult<StatusCode> {
    if visitor.chats.delete_chat(visitor.owner, id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
