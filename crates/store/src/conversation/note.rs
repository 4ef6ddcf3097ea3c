//! Notes on conversations.

use domain::conversation::Note;
use domain::id::{ChatId, NoteId};
use domain::storage::StorageResult;
use serde_json::json;

use crate::audit::Entry;
use crate::query::Row;
use crate::scope::Scope;

fn read(row: &Row) -> StorageResult<Note> {
    Ok(Note {
        id: row.id("id")?,
        chat_id: row.id("chat_id")?,
        member_id: row.optional_id("member_id")?,
        text: row.text("text")?,
        created_at: row.time("created_at")?,
    })
}

pub(super) async fn insert(scope: &Scope, note: &Note) -> StorageResult<()> {
    let mut tx = scope.edit().await?;
    tx.sql(
        "INSERT INTO chat_notes (tenant_id, id, chat_id, member_id, text, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .id(scope.tenant)
    .id(note.id)
    .id(note.chat_id)
    .optional_id(note.member_id)
    .bind(&note.text)
    .time(note.created_at)
    .execute()
    .await?;
    let after = json!({"conversation": note.chat_id, "text": note.text});
    tx.commit(Entry::new("note.create", note.id).after(Some(after))).await
}

pub(super) async fn of_chat(scope: &Scope, chat: ChatId, limit: u32) -> StorageResult<Vec<Note>> {
    scope
        .read()
        .await?
        .sql(
            "SELECT id, chat_id, member_id, text, created_at FROM chat_notes
            WHERE tenant_id = $1 AND chat_id = $2 ORDER BY id LIMIT $3",
        )
        .id(scope.tenant)
        .id(chat)
        .bind(i64::from(limit))
        .all_as(read)
        .await
}

pub(super) async fn one(scope: &Scope, id: NoteId) -> StorageResult<Option<Note>> {
    scope
        .read()
        .await?
        .sql(
            "SELECT id, chat_id, member_id, text, created_at FROM chat_notes WHERE tenant_id = $1 AND id = $2",
        )
        .id(scope.tenant)
        .id(id)
        .optional_as(read)
        .await
}

/// The conversation that the note was on.
pub(super) async fn delete(scope: &Scope, id: NoteId) -> StorageResult<Option<ChatId>> {
    let mut tx = scope.edit().await?;
    let deleted = tx
        .sql("DELETE FROM chat_notes WHERE tenant_id = $1 AND id = $2 RETURNING chat_id, text")
        .id(scope.tenant)
        .id(id)
        .optional_as(|row| Ok((row.id::<ChatId>("chat_id")?, row.text("text")?)))
        .await?;
    let Some((chat, text)) = deleted else { return Ok(None) };
    let before = json!({"conversation": chat, "text": text});
    tx.commit(Entry::new("note.delete", id).before(Some(before))).await?;
    Ok(Some(chat))
}
