//! Notes on the wire.

use domain::clock::Timestamp;
use domain::conversation::Note;
use domain::id::{MemberId, NoteId};
use serde::Serialize;
use utoipa::ToSchema;

/// A note on a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoteBody {
    /// Its id.
    #[schema(value_type = String, example = "not_0198c0de000070008000000000000001")]
    id: NoteId,
    /// Who wrote it; null for a server.
    #[schema(value_type = Option<String>)]
    member_id: Option<MemberId>,
    /// What they wrote.
    text: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Note> for NoteBody {
    fn from(note: Note) -> Self {
        Self { id: note.id, member_id: note.member_id, text: note.text, created_at: note.created_at }
    }
}
