//! `DELETE /api/admin/notes/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::NoteId;

use crate::auth::{Can, ConversationsWrite};
use crate::context::Edge;
use crate::conversation::find;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Delete a note
#[utoipa::path(
    delete,
    path = "/api/admin/notes/{id}",
    tag = "conversations",
    params(("id" = String, Path, description = "The note")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["conversations:write"]))
)]
pub async fn delete_note(
    State(edge): State<Edge>,
    can: Can<ConversationsWrite>,
    IdPath(id): IdPath<NoteId>,
) -> ApiResult<StatusCode> {
    let store = can.conversations(&edge);
    let note = store.note(id).await?.ok_or_else(ApiError::not_found)?;
    find(&edge, &can, note.chat_id).await?;
    if store.delete_note(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
