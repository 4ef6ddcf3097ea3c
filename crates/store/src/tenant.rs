//! Organizations: rows and the statements on them. Most of the port is in [`crate::directory`].

use async_trait::async_trait;
use domain::id::TenantId;
use domain::storage::StorageResult;
use domain::tenant::{OrganizationStore, Tenant, TenantStatus};
use serde_json::json;

use crate::audit::Entry;
use crate::db::Tx;
use crate::dialect::locking;
use crate::query::Row;
use crate::scope::Scope;

pub(crate) fn status_word(status: TenantStatus) -> &'static str {
    match status {
        TenantStatus::Active => "active",
        TenantStatus::Suspended => "suspended",
    }
}

fn parse_status(word: &str) -> Option<TenantStatus> {
    [TenantStatus::Active, TenantStatus::Suspended].into_iter().find(|status| status_word(*status) == word)
}

/// Reads the columns `tenant_id, tenant_name, tenant_slug, tenant_status, tenant_created_at`.
pub(crate) fn read(row: &Row) -> StorageResult<Tenant> {
    Ok(Tenant {
        id: row.id("tenant_id")?,
        name: row.text("tenant_name")?,
        slug: row.text("tenant_slug")?,
        status: row.word("tenant_status", parse_status)?,
        created_at: row.time("tenant_created_at")?,
    })
}

pub(crate) async fn insert(tx: &mut Tx, tenant: &Tenant) -> StorageResult<()> {
    tx.sql("INSERT INTO tenants (tenant_id, name, slug, status, created_at) VALUES ($1, $2, $3, $4, $5)")
        .id(tenant.id)
        .bind(&tenant.name)
        .bind(&tenant.slug)
        .bind(status_word(tenant.status))
        .time(tenant.created_at)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn one(tx: &mut Tx, id: TenantId) -> StorageResult<Option<Tenant>> {
    tx.sql(
        "SELECT tenant_id, name AS tenant_name, slug AS tenant_slug, status AS tenant_status,
            created_at AS tenant_created_at
        FROM tenants WHERE tenant_id = $1",
    )
    .id(id)
    .optional_as(read)
    .await
}

pub(crate) async fn all(tx: &mut Tx) -> StorageResult<Vec<Tenant>> {
    tx.sql(
        "SELECT tenant_id, name AS tenant_name, slug AS tenant_slug, status AS tenant_status,
            created_at AS tenant_created_at
        FROM tenants ORDER BY tenant_id",
    )
    .all_as(read)
    .await
}

pub(crate) async fn set_status(tx: &mut Tx, id: TenantId, status: TenantStatus) -> StorageResult<bool> {
    tx.sql("UPDATE tenants SET status = $2 WHERE tenant_id = $1")
        .id(id)
        .bind(status_word(status))
        .changed()
        .await
}

#[async_trait]
impl OrganizationStore for Scope {
    async fn rename_organization(&self, name: &str) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        let before = tx
            .sql(locking!("SELECT name FROM tenants WHERE tenant_id = $1"))
            .id(self.tenant)
            .optional_as(|row| row.text("name"))
            .await?;
        tx.sql("UPDATE tenants SET name = $2 WHERE tenant_id = $1")
            .id(self.tenant)
            .bind(name)
            .execute()
            .await?;
        let (before, after) = (json!({"name": before}), json!({"name": name}));
        tx.commit(Entry::new("organization.rename", self.tenant).before(Some(before)).after(Some(after)))
            .await
    }
}
