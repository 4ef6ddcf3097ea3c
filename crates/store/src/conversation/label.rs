//! Labels on conversations.

use domain::id::ChatId;
use domain::storage::StorageResult;
use serde_json::json;
use uuid::Uuid;

use crate::audit::Entry;
use crate::db::Tx;
use crate::dialect::locking;
use crate::scope::Scope;

/// `false`: no such conversation.
pub(super) async fn replace(scope: &Scope, id: ChatId, labels: &[String]) -> StorageResult<bool> {
    let mut tx = scope.edit().await?;
    // Locked, so that two members who label at once do not leave a mixture.
    let chat = tx
        .sql(locking!("SELECT id FROM chats WHERE tenant_id = $1 AND id = $2"))
        .id(scope.tenant)
        .id(id)
        .optional()
        .await?;
    if chat.is_none() {
        return Ok(false);
    }
    let before = tx
        .sql("DELETE FROM chat_labels WHERE tenant_id = $1 AND chat_id = $2 RETURNING label")
        .id(scope.tenant)
        .id(id)
        .all_as(|row| row.text("label"))
        .await?;
    for label in labels {
        tx.sql("INSERT INTO chat_labels (tenant_id, chat_id, label) VALUES ($1, $2, $3)")
            .id(scope.tenant)
            .id(id)
            .bind(label)
            .execute()
            .await?;
    }
    let (before, after) = (json!({"labels": before}), json!({"labels": labels}));
    tx.commit(Entry::new("conversation.label", id).before(Some(before)).after(Some(after))).await?;
    Ok(true)
}

pub(super) async fn in_use(scope: &Scope, limit: u32) -> StorageResult<Vec<String>> {
    scope
        .read()
        .await?
        .sql("SELECT DISTINCT label FROM chat_labels WHERE tenant_id = $1 ORDER BY label LIMIT $2")
        .id(scope.tenant)
        .bind(i64::from(limit))
        .all_as(|row| row.text("label"))
        .await
}

/// Labels of all conversations whose ids lie between two, as pairs of chat and label.
pub(super) async fn between(
    scope: &Scope,
    tx: &mut Tx,
    first: ChatId,
    last: ChatId,
) -> StorageResult<Vec<(Uuid, String)>> {
    tx.sql(
        "SELECT chat_id, label FROM chat_labels WHERE tenant_id = $1 AND chat_id >= $2 AND chat_id <= $3
        ORDER BY chat_id, label",
    )
    .id(scope.tenant)
    .id(first)
    .id(last)
    .all_as(|row| Ok((row.get("chat_id")?, row.text("label")?)))
    .await
}
