//! Signed-in browsers: rows and the statements on them. The port is in [`crate::directory`].

use domain::clock::Timestamp;
use domain::id::UserId;
use domain::key::SecretHash;
use domain::member::{Identity, Session};
use domain::storage::StorageResult;

use crate::db::Tx;
use crate::{member, tenant};

pub(crate) async fn insert(tx: &mut Tx, session: &Session) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO sessions (tenant_id, token, user_id, created_at, expires_at, user_agent)
        VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .id(session.tenant_id)
    .bind(&session.token.0[..])
    .id(session.user_id)
    .time(session.created_at)
    .time(session.expires_at)
    .bind(session.user_agent.as_deref())
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn identity(tx: &mut Tx, token: &SecretHash) -> StorageResult<Option<Identity>> {
    tx.sql(
        "SELECT s.tenant_id, s.created_at, s.expires_at, s.last_used_at, s.user_agent, t.name AS tenant_name, t.slug AS tenant_slug,
            t.status AS tenant_status, t.created_at AS tenant_created_at, m.id AS member_id, m.user_id, u.email,
            u.name AS user_name, m.role, m.status AS member_status, m.created_at AS member_created_at
        FROM sessions s
        JOIN tenants t ON t.tenant_id = s.tenant_id
        JOIN members m ON m.tenant_id = s.tenant_id AND m.user_id = s.user_id
        JOIN users u ON u.id = s.user_id
        WHERE s.token = $1",
    )
    .bind(&token.0[..])
    .optional_as(|row| {
        Ok(Identity {
            session: Session {
                token: *token,
                tenant_id: row.id("tenant_id")?,
                user_id: row.id("user_id")?,
                created_at: row.time("created_at")?,
                expires_at: row.time("expires_at")?,
                last_used_at: row.optional_time("last_used_at")?,
                user_agent: row.get("user_agent")?,
            },
            tenant: tenant::read(row)?,
            member: member::read(row)?,
        })
    })
    .await
}

pub(crate) async fn delete(tx: &mut Tx, token: &SecretHash) -> StorageResult<bool> {
    tx.sql("DELETE FROM sessions WHERE token = $1").bind(&token.0[..]).changed().await
}

pub(crate) async fn touch(tx: &mut Tx, token: &SecretHash, at: Timestamp) -> StorageResult<()> {
    tx.sql("UPDATE sessions SET last_used_at = $2 WHERE token = $1")
        .bind(&token.0[..])
        .time(at)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn of_user(tx: &mut Tx, user: UserId) -> StorageResult<Vec<Session>> {
    tx.sql(
        "SELECT s.tenant_id, s.token, s.created_at, s.expires_at, s.last_used_at, s.user_agent FROM sessions s
        JOIN members m ON m.tenant_id = s.tenant_id AND m.user_id = s.user_id
        WHERE m.user_id = $1 ORDER BY s.created_at DESC",
    )
    .id(user)
    .all_as(|row| {
        Ok(Session {
            token: SecretHash(row.hash("token")?),
            tenant_id: row.id("tenant_id")?,
            user_id: user,
            created_at: row.time("created_at")?,
            expires_at: row.time("expires_at")?,
            last_used_at: row.optional_time("last_used_at")?,
            user_agent: row.get("user_agent")?,
        })
    })
    .await
}

/// Ends the user's sessions in every organization, but for one.
pub(crate) async fn delete_others(tx: &mut Tx, user: UserId, keep: Option<&SecretHash>) -> StorageResult<()> {
    tx.sql(
        "DELETE FROM sessions WHERE user_id = $1 AND tenant_id IN (SELECT m.tenant_id FROM members m WHERE m.user_id = $1)
            AND ($2 IS NULL OR token <> $2)",
    )
    .id(user)
    .bind(keep.map(|keep| keep.0.to_vec()))
    .execute()
    .await?;
    Ok(())
}
