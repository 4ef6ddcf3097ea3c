//! `DELETE /api/admin/visitors/{id}`: a person and everything they said is erased.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::VisitorId;

use super::get::find;
use crate::auth::{Can, ConversationsErase};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Erase a visitor
///
/// All their conversations go with them, and what is known of them. What their answers cost stays in the sums. There is no way back.
#[utoipa::path(
    delete,
    path = "/api/admin/visitors/{id}",
    tag = "conversations",
    params(("id" = String, Path, description = "The visitor")),
    responses((status = 204)),
    security(("sessionCookie" = ["admin"]), ("secretKey" = ["conversations:write"]))
)]
pub async fn erase_visitor(
    State(edge): State<Edge>,
    can: Can<ConversationsErase>,
    IdPath(id): IdPath<VisitorId>,
) -> ApiResult<StatusCode> {
    find(&edge, &can, id).await?;
    let chats = can.conversations(&edge).erase_visitor(id).await?.ok_or_else(ApiError::not_found)?;
    for chat in chats {
        can.store.forget_conversation(chat).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
