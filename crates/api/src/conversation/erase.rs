//! `DELETE /api/admin/conversations/{id}`: everything that was said is erased.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::ChatId;

use super::get::find;
use crate::auth::{Can, ConversationsErase};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Erase a conversation
///
/// Its messages, ratings, labels and notes go with it, also for the visitor. There is no way back. Evaluation cases that a member made of it are
/// copies, which stay until they are deleted in their suites; they no longer say of which conversation they were made.
#[utoipa::path(
    delete,
    path = "/api/admin/conversations/{id}",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation's chat")),
    responses((status = 204)),
    security(("sessionCookie" = ["admin"]), ("secretKey" = ["conversations:write"]))
)]
pub async fn erase_conversation(
    State(edge): State<Edge>,
    can: Can<ConversationsErase>,
    IdPath(id): IdPath<ChatId>,
) -> ApiResult<StatusCode> {
    find(&edge, &can, id).await?;
    can.store.forget_conversation(id).await?;
    if can.conversations(&edge).erase_conversation(id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
