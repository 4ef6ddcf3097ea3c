//! Turns: looking at them, stopping them, finding those that a dead node left behind.

use domain::chat::store::StaleTurn;
use domain::chat::{ChatOwner, TurnRecord, TurnStatus};
use domain::clock::Timestamp;
use domain::id::{ChatId, NodeId, TenantId, TurnId};
use domain::storage::StorageResult;
use uuid::Uuid;

use crate::db::{Db, Tx, Whose};
use crate::query::Row;
use crate::scope::Scope;

fn read(row: &Row) -> StorageResult<TurnRecord> {
    Ok(TurnRecord {
        id: row.id("id")?,
        chat_id: row.id("chat_id")?,
        user_message_id: row.id("user_message_id")?,
        assistant_message_id: row.id("assistant_message_id")?,
        status: row.word("status", TurnStatus::parse)?,
        node_id: row.id("node_id")?,
        fingerprint: row.hash("fingerprint")?,
        started_at: row.time("started_at")?,
        ended_at: row.optional_time("ended_at")?,
    })
}

pub(super) async fn one(tx: &mut Tx, tenant: TenantId, id: TurnId) -> StorageResult<Option<TurnRecord>> {
    tx.sql(
        "SELECT id, chat_id, user_message_id, assistant_message_id, status, node_id, fingerprint, started_at, ended_at
        FROM turns WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

pub(super) async fn latest(scope: &Scope, chat: ChatId) -> StorageResult<Option<TurnRecord>> {
    scope
        .read()
        .await?
        .sql(
            "SELECT id, chat_id, user_message_id, assistant_message_id, status, node_id, fingerprint, started_at, ended_at
            FROM turns WHERE tenant_id = $1 AND chat_id = $2 ORDER BY id DESC LIMIT 1",
        )
        .id(scope.tenant)
        .id(chat)
        .optional_as(read)
        .await
}

pub(super) async fn request_stop(
    scope: &Scope,
    owner: ChatOwner,
    chat: ChatId,
) -> StorageResult<Option<TurnId>> {
    let mut tx = scope.write().await?;
    let stopped = tx
        .sql(
            "UPDATE turns SET stop_requested = TRUE
            WHERE tenant_id = $1 AND chat_id = $2 AND status = 'running' AND EXISTS (
                SELECT 1 FROM chats c
                WHERE c.tenant_id = $1 AND c.id = $2 AND c.agent_id = $3 AND c.visitor_id = $4
            )
            RETURNING id",
        )
        .id(scope.tenant)
        .id(chat)
        .id(owner.agent)
        .id(owner.visitor)
        .optional_as(|row| row.id("id"))
        .await?;
    tx.commit().await?;
    Ok(stopped)
}

/// Running turns whose node has not beaten since `dead_since`.
pub(crate) async fn stale(db: &Db, dead_since: Timestamp, limit: u32) -> StorageResult<Vec<StaleTurn>> {
    db.read(Whose::Directory)
        .await?
        .sql(
            "SELECT t.tenant_id, t.id FROM turns t LEFT JOIN nodes n ON n.id = t.node_id
            WHERE t.status = 'running' AND (n.id IS NULL OR n.seen_at < $1) LIMIT $2",
        )
        .time(dead_since)
        .bind(i64::from(limit))
        .all_as(|row| Ok(StaleTurn { tenant_id: row.id("tenant_id")?, turn_id: row.id("id")? }))
        .await
}

/// Records that `node` was alive at `now`.
pub(crate) async fn beat(db: &Db, node: NodeId, now: Timestamp) -> StorageResult<()> {
    let mut tx = db.write(Whose::Directory).await?;
    tx.sql(
        "INSERT INTO nodes (id, seen_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
    )
    .id(node)
    .time(now)
    .execute()
    .await?;
    tx.commit().await
}

/// See [`domain::storage::HotStorage::purge_logs`].
pub(crate) async fn purge_logs(db: &Db, ended_before: Timestamp, limit: u32) -> StorageResult<u64> {
    let mut tx = db.write(Whose::Directory).await?;
    let turns: Vec<(TenantId, TurnId)> = tx
        .sql(
            "UPDATE turns SET log_kept = FALSE WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM turns
                WHERE log_kept AND ended_at IS NOT NULL AND ended_at < $1 ORDER BY ended_at LIMIT $2
            ) RETURNING tenant_id, id",
        )
        .time(ended_before)
        .bind(i64::from(limit))
        .all_as(|row| Ok((row.id("tenant_id")?, row.id("id")?)))
        .await?;
    for (tenant, turn) in &turns {
        tx.sql("DELETE FROM turn_log WHERE tenant_id = $1 AND turn_id = $2")
            .id(*tenant)
            .id(*turn)
            .execute()
            .await?;
    }
    tx.sql("DELETE FROM nodes WHERE seen_at < $1").time(ended_before).execute().await?;
    tx.commit().await?;
    Ok(turns.len() as u64)
}

/// Reads and writes a row that belongs to nobody.
pub(crate) async fn check(db: &Db) -> StorageResult<()> {
    let mut tx = db.write(Whose::Directory).await?;
    tx.sql(
        "INSERT INTO nodes (id, seen_at) VALUES ($1, 0)
        ON CONFLICT (id) DO UPDATE SET seen_at = nodes.seen_at RETURNING seen_at",
    )
    .id(Uuid::nil())
    .optional()
    .await?;
    tx.commit().await
}
