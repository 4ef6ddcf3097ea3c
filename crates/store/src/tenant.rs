//! Organizations: rows and the statements on them. The port is in [`crate::directory`].

use domain::id::TenantId;
use domain::storage::StorageResult;
use domain::tenant::{Tenant, TenantStatus};

use crate::db::Tx;
use crate::query::Row;

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
