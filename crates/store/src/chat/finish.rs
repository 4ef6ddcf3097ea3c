//! The end of a turn: the status, the answer, the rest of the log and the entry in the ledger, together.

use domain::chat::store::FinishTurn;
use domain::chat::{MessageRole, TurnStatus};
use domain::id::{ChatId, MessageId, TenantId, TurnId};
use domain::storage::StorageResult;

use super::messages::role_word;
use super::{ledger, log};
use crate::db::Tx;
use crate::dialect::together;
use crate::group::Command;

/// See [`FinishTurn`].
pub(super) struct Finish {
    pub(super) tenant: TenantId,
    pub(super) turn: TurnId,
    pub(super) finish: FinishTurn,
}

impl Command for Finish {
    /// The chat, when the turn was running.
    type Answer = Option<ChatId>;

    async fn run(&self, tx: &mut Tx) -> StorageResult<Option<ChatId>> {
        let Some((chat, answer)) = self.end(tx).await? else { return Ok(None) };
        let is_empty = self.finish.content.is_empty() && self.finish.parts.is_empty();
        if is_empty && self.finish.status != TurnStatus::Complete {
            tx.sql("UPDATE chats SET updated_at = $3 WHERE tenant_id = $1 AND id = $2")
                .id(self.tenant)
                .id(chat)
                .time(self.finish.now)
                .execute()
                .await?;
        } else {
            self.store_answer(tx, chat, answer).await?;
        }
        ledger::enter(tx, self.tenant, self.turn, chat, &self.finish).await?;
        log::insert(tx, self.tenant, self.turn, &self.finish.log).await?;
        Ok(Some(chat))
    }
}

impl Finish {
    /// Ends the turn when it is running: its chat and the id of its answer.
    async fn end(&self, tx: &mut Tx) -> StorageResult<Option<(ChatId, MessageId)>> {
        let usage = self.finish.usage.as_ref();
        let query = tx
            .sql(
                "UPDATE turns SET status = $3, ended_at = $4, usage = $5
                WHERE tenant_id = $1 AND id = $2 AND status = 'running'
                RETURNING chat_id, assistant_message_id",
            )
            .id(self.tenant)
            .id(self.turn)
            .bind(self.finish.status.as_str())
            .time(self.finish.now);
        let query = match usage {
            Some(usage) => query.json(usage),
            None => query.bind(None::<&str>),
        };
        query.optional_as(|row| Ok((row.id("chat_id")?, row.id("assistant_message_id")?))).await
    }

    async fn store_answer(&self, tx: &mut Tx, chat: ChatId, answer: MessageId) -> StorageResult<()> {
        let query = tx.sql(together!(
            message: "INSERT INTO messages (tenant_id, id, chat_id, position, role, content, citations, outcome, turn_id,
                created_at, parts)
            VALUES ($1, $2, $3, 1 + COALESCE((
                SELECT MAX(m.position) FROM messages m WHERE m.tenant_id = $1 AND m.chat_id = $3
            ), 0), $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (tenant_id, id) DO UPDATE SET content = excluded.content, citations = excluded.citations,
                outcome = excluded.outcome, turn_id = excluded.turn_id, parts = excluded.parts";
            "UPDATE chats SET updated_at = $9 WHERE tenant_id = $1 AND id = $3"
        ))
        .id(self.tenant)
        .id(answer)
        .id(chat)
        .bind(role_word(MessageRole::Assistant))
        .bind(&self.finish.content)
        .json(&self.finish.citations)
        .bind(self.finish.status.as_str())
        .id(self.turn)
        .time(self.finish.now);
        let parts = &self.finish.parts;
        let query = if parts.is_empty() { query.bind(None::<&str>) } else { query.json(parts) };
        query.execute().await?;
        Ok(())
    }
}
