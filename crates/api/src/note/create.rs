//! `POST /api/admin/conversations/{id}/notes`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::conversation::Note;
use domain::id::ChatId;
use domain::storage::StorageError;
use serde::Deserialize;
use utoipa::ToSchema;

use super::NoteBody;
use crate::auth::{Can, ConversationsWrite};
use crate::context::Edge;
use crate::conversation::find;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// Longest note, in characters.
const MAX: usize = 4_000;

/// A new note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateNote {
    /// What to remember.
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
}

/// Add a note to a conversation
#[utoipa::path(
    post,
    path = "/api/admin/conversations/{id}/notes",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation's chat")),
    request_body = CreateNote,
    responses((status = 201, body = NoteBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["conversations:write"]))
)]
pub async fn create_note(
    State(edge): State<Edge>,
    can: Can<ConversationsWrite>,
    IdPath(id): IdPath<ChatId>,
    JsonBody(body): JsonBody<CreateNote>,
) -> ApiResult<(StatusCode, Json<NoteBody>)> {
    let text = body.text.trim().to_owned();
    if !(1..=MAX).contains(&text.chars().count()) {
        return Err(ApiError::invalid("text", format!("must have 1 to {MAX} characters")));
    }
    find(&edge, &can, id).await?;
    let note = Note {
        id: edge.ids.next(),
        chat_id: id,
        member_id: can.actor.member(),
        text,
        created_at: edge.clock.now(),
    };
    match can.conversations(&edge).add_note(&note).await {
        // Erased in between.
        Err(StorageError::Conflict(_)) => Err(ApiError::not_found()),
        stored => stored.map(|()| (StatusCode::CREATED, Json(note.into()))).map_err(Into::into),
    }
}
