//! Conversations.

use domain::chat::{Chat, ChatOwner, ChatStatus, Told};
use domain::clock::Timestamp;
use domain::id::{ChatId, TenantId};
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;

use crate::db::Tx;
use crate::group::Command;
use crate::query::{Row, overfetch};
use crate::scope::Scope;

fn status_word(status: ChatStatus) -> &'static str {
    match status {
        ChatStatus::Open => "open",
        ChatStatus::Closed => "closed",
    }
}

fn parse_status(word: &str) -> Option<ChatStatus> {
    [ChatStatus::Open, ChatStatus::Closed].into_iter().find(|status| status_word(*status) == word)
}

/// Reads the columns of a chat by their own names.
pub(crate) fn read(row: &Row) -> StorageResult<Chat> {
    Ok(Chat {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        visitor_id: row.id("visitor_id")?,
        title: row.get("title")?,
        status: row.word("status", parse_status)?,
        preview: row.get("preview")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Stores a new chat.
pub(super) struct Create {
    pub(super) tenant: TenantId,
    pub(super) chat: Chat,
    pub(super) told: Option<String>,
}

impl Command for Create {
    type Answer = ();

    async fn run(&self, tx: &mut Tx) -> StorageResult<()> {
        let chat = &self.chat;
        tx.sql(
            "INSERT INTO chats (tenant_id, id, agent_id, visitor_id, title, status, preview, created_at, updated_at, told)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .id(self.tenant)
        .id(chat.id)
        .id(chat.agent_id)
        .id(chat.visitor_id)
        .bind(chat.title.as_deref())
        .bind(status_word(chat.status))
        .bind(chat.preview)
        .time(chat.created_at)
        .time(chat.updated_at)
        .bind(self.told.as_deref())
        .execute()
        .await?;
        Ok(())
    }
}

pub(super) async fn one(scope: &Scope, owner: ChatOwner, id: ChatId) -> StorageResult<Option<Chat>> {
    scope
        .read()
        .await?
        .sql(
            "SELECT id, agent_id, visitor_id, title, status, preview, created_at, updated_at FROM chats
            WHERE tenant_id = $1 AND id = $2 AND agent_id = $3 AND visitor_id = $4",
        )
        .id(scope.tenant)
        .id(id)
        .id(owner.agent)
        .id(owner.visitor)
        .optional_as(read)
        .await
}

pub(super) async fn list(scope: &Scope, owner: ChatOwner, page: PageRequest) -> StorageResult<Page<Chat>> {
    let chats = scope
        .read()
        .await?
        .sql(
            "SELECT id, agent_id, visitor_id, title, status, preview, created_at, updated_at FROM chats
            WHERE tenant_id = $1 AND agent_id = $2 AND visitor_id = $3 AND ($4 IS NULL OR id < $4)
            ORDER BY id DESC LIMIT $5",
        )
        .id(scope.tenant)
        .id(owner.agent)
        .id(owner.visitor)
        .bind(page.after)
        .bind(overfetch(page.limit))
        .all_as(read)
        .await?;
    Ok(Page::from_overfetch(chats, page.limit, |chat| chat.id.into()))
}

pub(super) async fn rename(
    scope: &Scope,
    owner: ChatOwner,
    id: ChatId,
    title: &str,
    now: Timestamp,
) -> StorageResult<Option<Chat>> {
    let mut tx = scope.write().await?;
    let renamed = tx
        .sql(
            "UPDATE chats SET title = $5, updated_at = $6
            WHERE tenant_id = $1 AND id = $2 AND agent_id = $3 AND visitor_id = $4
            RETURNING id, agent_id, visitor_id, title, status, preview, created_at, updated_at",
        )
        .id(scope.tenant)
        .id(id)
        .id(owner.agent)
        .id(owner.visitor)
        .bind(title)
        .time(now)
        .optional_as(read)
        .await?;
    tx.commit().await?;
    Ok(renamed)
}

pub(super) async fn delete(scope: &Scope, owner: ChatOwner, id: ChatId) -> StorageResult<bool> {
    let mut tx = scope.write().await?;
    let existed = tx
        .sql("DELETE FROM chats WHERE tenant_id = $1 AND id = $2 AND agent_id = $3 AND visitor_id = $4")
        .id(scope.tenant)
        .id(id)
        .id(owner.agent)
        .id(owner.visitor)
        .changed()
        .await?;
    tx.commit().await?;
    Ok(existed)
}

/// What the page told, from a row with the columns `visit_told` and `chat_told`.
pub(super) fn read_told(row: &Row) -> StorageResult<Told> {
    Ok(Told { visit: row.get("visit_told")?, chat: row.get("chat_told")? })
}

pub(super) async fn told(scope: &Scope, id: ChatId) -> StorageResult<Told> {
    let told = scope
        .read()
        .await?
        .sql(
            "SELECT v.told AS visit_told, c.told AS chat_told
            FROM chats c JOIN visitors v ON v.tenant_id = c.tenant_id AND v.id = c.visitor_id
            WHERE c.tenant_id = $1 AND c.id = $2",
        )
        .id(scope.tenant)
        .id(id)
        .optional_as(read_told)
        .await?;
    Ok(told.unwrap_or_default())
}
