//! Requests that may be sent again, and what they were answered.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::repeat::{Claimed, RepeatKey, RepeatStore};
use domain::storage::StorageResult;

use crate::db::Tx;
use crate::scope::Scope;

#[async_trait]
impl RepeatStore for Scope {
    async fn claim(
        &self,
        key: &RepeatKey,
        fingerprint: &[u8; 32],
        now: Timestamp,
        lease_until: Timestamp,
    ) -> StorageResult<Claimed> {
        let mut tx = self.write().await?;
        // An expired row is taken over; one that stands stays as it is, and nothing is returned.
        let taken = tx
            .sql(
                "INSERT INTO repeats (tenant_id, scope, key, fingerprint, expires_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (tenant_id, scope, key) DO UPDATE SET
                    fingerprint = excluded.fingerprint, answer = NULL, expires_at = excluded.expires_at
                WHERE repeats.expires_at <= $6
                RETURNING expires_at",
            )
            .id(self.tenant)
            .bind(&key.scope)
            .bind(&key.key)
            .bind(&fingerprint[..])
            .time(lease_until)
            .time(now)
            .optional()
            .await?;
        let claimed =
            if taken.is_some() { Claimed::New } else { earlier(&mut tx, self, key, fingerprint).await? };
        tx.commit().await?;
        Ok(claimed)
    }

    async fn settle(&self, key: &RepeatKey, answer: &str, expires_at: Timestamp) -> StorageResult<()> {
        let mut tx = self.write().await?;
        tx.sql("UPDATE repeats SET answer = $4, expires_at = $5 WHERE tenant_id = $1 AND scope = $2 AND key = $3")
            .id(self.tenant)
            .bind(&key.scope)
            .bind(&key.key)
            .bind(answer)
            .time(expires_at)
            .execute()
            .await?;
        tx.commit().await
    }

    async fn release(&self, key: &RepeatKey) -> StorageResult<()> {
        let mut tx = self.write().await?;
        tx.sql("DELETE FROM repeats WHERE tenant_id = $1 AND scope = $2 AND key = $3 AND answer IS NULL")
            .id(self.tenant)
            .bind(&key.scope)
            .bind(&key.key)
            .execute()
            .await?;
        tx.commit().await
    }
}

/// What is known of the request that holds the key.
async fn earlier(
    tx: &mut Tx,
    scope: &Scope,
    key: &RepeatKey,
    fingerprint: &[u8; 32],
) -> StorageResult<Claimed> {
    let row = tx
        .sql("SELECT fingerprint, answer FROM repeats WHERE tenant_id = $1 AND scope = $2 AND key = $3")
        .id(scope.tenant)
        .bind(&key.scope)
        .bind(&key.key)
        .optional_as(|row| Ok((row.hash("fingerprint")?, row.get::<Option<String>>("answer")?)))
        .await?;
    Ok(match row {
        Some((held, _)) if held != *fingerprint => Claimed::Reused,
        Some((_, Some(answer))) => Claimed::Answered(answer),
        // Released in between counts as running, too: the caller comes again.
        Some((_, None)) | None => Claimed::Running,
    })
}

/// See [`domain::tenant::Directory::purge_repeats`].
pub(crate) async fn purge(tx: &mut Tx, now: Timestamp, limit: u32) -> StorageResult<u64> {
    tx.sql(
        "DELETE FROM repeats WHERE (tenant_id, scope, key) IN (
            SELECT tenant_id, scope, key FROM repeats WHERE expires_at < $1 ORDER BY expires_at LIMIT $2
        )",
    )
    .time(now)
    .bind(i64::from(limit))
    .execute()
    .await
}
