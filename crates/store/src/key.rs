//! API keys. Lists (agents, origins, scopes) are JSON: they are read and written whole.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::id::KeyId;
use domain::key::{ApiKey, KeyKind, KeyStore, SecretHash};
use domain::storage::StorageResult;
use domain::tenant::KeyOwner;
use serde_json::json;

use crate::audit::Entry;
use crate::db::Tx;
use crate::query::Row;
use crate::scope::Scope;
use crate::tenant;

fn parse_kind(word: &str) -> Option<KeyKind> {
    [KeyKind::Publishable, KeyKind::Secret].into_iter().find(|kind| kind.as_str() == word)
}

fn read(row: &Row) -> StorageResult<ApiKey> {
    Ok(ApiKey {
        id: row.id("id")?,
        name: row.text("name")?,
        kind: row.word("kind", parse_kind)?,
        prefix: row.text("prefix")?,
        agent_ids: row.json("agent_ids")?,
        allowed_origins: row.json("allowed_origins")?,
        scopes: row.json("scopes")?,
        created_at: row.time("created_at")?,
        last_used_at: row.optional_time("last_used_at")?,
        revoked_at: row.optional_time("revoked_at")?,
    })
}

/// The key with this hash and its tenant, whoever that is.
pub(crate) async fn owner(tx: &mut Tx, hash: &SecretHash) -> StorageResult<Option<KeyOwner>> {
    tx.sql(
        "SELECT k.id, k.name, k.kind, k.prefix, k.agent_ids, k.allowed_origins, k.scopes, k.created_at,
            k.last_used_at, k.revoked_at, k.tenant_id, t.name AS tenant_name, t.slug AS tenant_slug,
            t.status AS tenant_status, t.created_at AS tenant_created_at
        FROM api_keys k JOIN tenants t ON t.tenant_id = k.tenant_id
        WHERE k.hash = $1",
    )
    .bind(&hash.0[..])
    .optional_as(|row| Ok(KeyOwner { tenant: tenant::read(row)?, key: read(row)? }))
    .await
}

#[async_trait]
impl KeyStore for Scope {
    async fn create_key(&self, key: &ApiKey, hash: &SecretHash) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        tx.sql(
            "INSERT INTO api_keys (tenant_id, id, hash, name, kind, prefix, agent_ids, allowed_origins, scopes,
                created_at, last_used_at, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .id(self.tenant)
        .id(key.id)
        .bind(&hash.0[..])
        .bind(&key.name)
        .bind(key.kind.as_str())
        .bind(&key.prefix)
        .json(&key.agent_ids)
        .json(&key.allowed_origins)
        .json(&key.scopes)
        .time(key.created_at)
        .optional_time(key.last_used_at)
        .optional_time(key.revoked_at)
        .execute()
        .await?;
        let after = json!({"name": key.name, "kind": key.kind, "prefix": key.prefix, "agents": key.agent_ids,
            "origins": key.allowed_origins, "scopes": key.scopes});
        tx.commit(Entry::new("key.create", key.id).after(Some(after))).await
    }

    async fn keys(&self) -> StorageResult<Vec<ApiKey>> {
        self.read()
            .await?
            .sql(
                "SELECT id, name, kind, prefix, agent_ids, allowed_origins, scopes, created_at, last_used_at, revoked_at
                FROM api_keys WHERE tenant_id = $1 ORDER BY id DESC",
            )
            .id(self.tenant)
            .all_as(read)
            .await
    }

    async fn revoke_key(&self, id: KeyId, at: Timestamp) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let revoked = tx
            .sql(
                "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $3) WHERE tenant_id = $1 AND id = $2
                RETURNING name, prefix",
            )
            .id(self.tenant)
            .id(id)
            .time(at)
            .optional_as(|row| Ok(json!({"name": row.text("name")?, "prefix": row.text("prefix")?})))
            .await?;
        if revoked.is_none() {
            return Ok(false);
        }
        tx.commit(Entry::new("key.revoke", id).before(revoked)).await?;
        Ok(true)
    }

    async fn touch_key(&self, id: KeyId, at: Timestamp) -> StorageResult<()> {
        let mut tx = self.write().await?;
        tx.sql("UPDATE api_keys SET last_used_at = $3 WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .time(at)
            .execute()
            .await?;
        tx.commit().await
    }
}
