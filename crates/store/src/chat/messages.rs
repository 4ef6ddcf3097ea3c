//! Messages and what visitors thought of them.

use domain::chat::{ChatOwner, Feedback, Message, MessageRole, Rating, TurnStatus};
use domain::id::{ChatId, MessageId, TenantId};
use domain::storage::{StorageError, StorageResult};

use crate::db::Tx;
use crate::group::Command;
use crate::query::Row;
use crate::scope::Scope;

pub(super) fn role_word(role: MessageRole) -> &'static str {
    match role {
        MessageRole::User => "user",
        MessageRole::Assistant => "assistant",
    }
}

fn parse_role(word: &str) -> Option<MessageRole> {
    [MessageRole::User, MessageRole::Assistant].into_iter().find(|role| role_word(*role) == word)
}

pub(crate) fn rating_word(rating: Rating) -> &'static str {
    match rating {
        Rating::Up => "up",
        Rating::Down => "down",
    }
}

fn parse_rating(word: &str) -> Option<Rating> {
    [Rating::Up, Rating::Down].into_iter().find(|rating| rating_word(*rating) == word)
}

fn read(row: &Row) -> StorageResult<Message> {
    let unknown = |word: &str| StorageError::Internal(format!("a message has the unknown word {word:?}"));
    let outcome = row
        .get::<Option<String>>("outcome")?
        .map(|word| TurnStatus::parse(&word).ok_or_else(|| unknown(&word)))
        .transpose()?;
    let rating = row
        .get::<Option<String>>("rating")?
        .map(|word| parse_rating(&word).ok_or_else(|| unknown(&word)))
        .transpose()?;
    let comment = row.get("comment")?;
    Ok(Message {
        id: row.id("id")?,
        chat_id: row.id("chat_id")?,
        role: row.word("role", parse_role)?,
        content: row.text("content")?,
        parts: row.optional_json("parts")?.unwrap_or_default(),
        citations: row.json("citations")?,
        outcome,
        feedback: rating.map(|rating| Feedback { rating, comment }),
        turn_id: row.id("turn_id")?,
        created_at: row.time("created_at")?,
    })
}

/// Adds messages to a chat that has none.
pub(super) struct Import {
    pub(super) tenant: TenantId,
    pub(super) chat: ChatId,
    pub(super) messages: Vec<Message>,
}

impl Command for Import {
    type Answer = ();

    async fn run(&self, tx: &mut Tx) -> StorageResult<()> {
        for (position, message) in (1_i64..).zip(&self.messages) {
            tx.sql(
                "INSERT INTO messages (tenant_id, id, chat_id, position, role, content, citations, turn_id, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .id(self.tenant)
            .id(message.id)
            .id(self.chat)
            .bind(position)
            .bind(role_word(message.role))
            .bind(&message.content)
            .json(&message.citations)
            .id(message.turn_id)
            .time(message.created_at)
            .execute()
            .await?;
        }
        Ok(())
    }
}

/// The chat's last `limit` messages (those at a position under `before`, when given), oldest first.
pub(super) async fn last(
    tx: &mut Tx,
    tenant: TenantId,
    chat: ChatId,
    before: Option<i64>,
    limit: u32,
) -> StorageResult<Vec<Message>> {
    let mut messages = tx
        .sql(
            "SELECT id, chat_id, role, content, parts, citations, outcome, rating, comment, turn_id, created_at FROM messages
            WHERE tenant_id = $1 AND chat_id = $2 AND position < $3 ORDER BY position DESC LIMIT $4",
        )
        .id(tenant)
        .id(chat)
        .bind(before.unwrap_or(i64::MAX))
        .bind(i64::from(limit))
        .all_as(read)
        .await?;
    messages.reverse();
    Ok(messages)
}

/// The visitor's last message of a chat, with its position.
pub(super) async fn last_of_visitor(
    tx: &mut Tx,
    tenant: TenantId,
    chat: ChatId,
) -> StorageResult<Option<(i64, Message)>> {
    tx.sql(
        "SELECT position, id, chat_id, role, content, parts, citations, outcome, rating, comment, turn_id, created_at
        FROM messages WHERE tenant_id = $1 AND chat_id = $2 AND role = 'user' ORDER BY position DESC LIMIT 1",
    )
    .id(tenant)
    .id(chat)
    .optional_as(|row| Ok((row.get("position")?, read(row)?)))
    .await
}

/// The chat of the answer that was rated.
pub(super) async fn set_feedback(
    scope: &Scope,
    owner: ChatOwner,
    message: MessageId,
    feedback: Option<&Feedback>,
) -> StorageResult<Option<ChatId>> {
    let mut tx = scope.write().await?;
    let chat = tx
        .sql(
            "UPDATE messages SET rating = $5, comment = $6
            WHERE tenant_id = $1 AND id = $2 AND role = 'assistant' AND EXISTS (
                SELECT 1 FROM chats c
                WHERE c.tenant_id = messages.tenant_id AND c.id = messages.chat_id
                    AND c.agent_id = $3 AND c.visitor_id = $4
            )
            RETURNING chat_id",
        )
        .id(scope.tenant)
        .id(message)
        .id(owner.agent)
        .id(owner.visitor)
        .bind(feedback.map(|feedback| rating_word(feedback.rating)))
        .bind(feedback.and_then(|feedback| feedback.comment.as_deref()))
        .optional_as(|row| row.id("chat_id"))
        .await?;
    tx.commit().await?;
    Ok(chat)
}
