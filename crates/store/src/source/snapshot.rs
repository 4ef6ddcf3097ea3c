//! What web sources consisted of after synchronizations. A snapshot's rows name each page's document and the one that the live snapshot
//! had before it; a row without a document is a page that was removed.

use async_trait::async_trait;
use domain::change::Change;
use domain::clock::Timestamp;
use domain::id::{SnapshotId, SourceId, TenantId};
use domain::source::snapshot::{Difference, KEPT, Snapshot, SnapshotStore};
use domain::storage::StorageResult;
use serde_json::json;

use crate::agent;
use crate::audit::Entry;
use crate::db::Tx;
use crate::query::Row;
use crate::scope::Scope;

/// What is said of a page that a snapshot does not hold.
const NOT_IN_IT: &str = "It is not part of the restored snapshot.";

fn read(row: &Row) -> StorageResult<Snapshot> {
    Ok(Snapshot {
        id: row.id("id")?,
        source_id: row.id("source_id")?,
        agent_id: row.id("agent_id")?,
        sync: row.get("sync")?,
        live: row.get("live")?,
        taken_at: row.time("taken_at")?,
        pages: row.number("pages")?,
        added: row.number("added")?,
        changed: row.number("changed")?,
        removed: row.number("removed")?,
    })
}

async fn one(tx: &mut Tx, tenant: TenantId, id: SnapshotId) -> StorageResult<Option<Snapshot>> {
    tx.sql(
        "SELECT n.id, n.source_id, s.agent_id, n.sync, n.live, n.taken_at, n.pages, n.added, n.changed, n.removed
        FROM snapshots n JOIN sources s ON s.tenant_id = n.tenant_id AND s.id = n.source_id
        WHERE n.tenant_id = $1 AND n.id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

/// Takes a snapshot of the source, unless it is what the live one holds, and drops the oldest beyond those that are kept.
pub(super) async fn take(
    tx: &mut Tx,
    tenant: TenantId,
    source: SourceId,
    id: SnapshotId,
    sync: i64,
    now: Timestamp,
) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO snapshots (tenant_id, id, source_id, sync, live, taken_at, pages, added, changed, removed)
        VALUES ($1, $2, $3, $4, FALSE, $5, 0, 0, 0, 0)",
    )
    .id(tenant)
    .id(id)
    .id(source)
    .bind(sync)
    .time(now)
    .execute()
    .await?;
    tx.sql(
        "INSERT INTO snapshot_pages (tenant_id, snapshot_id, page_id, address, document_id, before_id)
        SELECT p.tenant_id, $3, p.id, p.address, d.id, (SELECT b.document_id FROM snapshot_pages b
            JOIN snapshots n ON n.tenant_id = b.tenant_id AND n.id = b.snapshot_id
            WHERE n.tenant_id = $1 AND n.source_id = $2 AND n.live AND b.page_id = p.id)
        FROM source_pages p
        LEFT JOIN documents d ON d.tenant_id = p.tenant_id AND d.id = p.document_id
        WHERE p.tenant_id = $1 AND p.source_id = $2",
    )
    .id(tenant)
    .id(source)
    .id(id)
    .execute()
    .await?;
    tx.sql(
        "DELETE FROM snapshot_pages
        WHERE tenant_id = $1 AND snapshot_id = $2 AND document_id IS NULL AND before_id IS NULL",
    )
    .id(tenant)
    .id(id)
    .execute()
    .await?;
    let differs = tx
        .sql(
            "SELECT 1 AS one FROM snapshot_pages
            WHERE tenant_id = $1 AND snapshot_id = $2 AND (document_id IS NULL OR before_id IS NULL OR document_id <> before_id)
            LIMIT 1",
        )
        .id(tenant)
        .id(id)
        .optional()
        .await?;
    if differs.is_none() {
        tx.sql("DELETE FROM snapshots WHERE tenant_id = $1 AND id = $2").id(tenant).id(id).execute().await?;
        return Ok(());
    }
    count(tx, tenant, id).await?;
    go_live(tx, tenant, source, id).await?;
    tx.sql(
        "DELETE FROM snapshots WHERE tenant_id = $1 AND source_id = $2 AND NOT live AND id NOT IN (
            SELECT id FROM snapshots WHERE tenant_id = $1 AND source_id = $2 ORDER BY id DESC LIMIT $3)",
    )
    .id(tenant)
    .id(source)
    .bind(i64::from(KEPT))
    .execute()
    .await?;
    Ok(())
}

async fn count(tx: &mut Tx, tenant: TenantId, id: SnapshotId) -> StorageResult<()> {
    tx.sql(
        "UPDATE snapshots SET
            pages = (SELECT COUNT(*) FROM snapshot_pages p WHERE p.tenant_id = $1 AND p.snapshot_id = $2
                AND p.document_id IS NOT NULL),
            added = (SELECT COUNT(*) FROM snapshot_pages p WHERE p.tenant_id = $1 AND p.snapshot_id = $2
                AND p.before_id IS NULL),
            changed = (SELECT COUNT(*) FROM snapshot_pages p WHERE p.tenant_id = $1 AND p.snapshot_id = $2
                AND p.document_id <> p.before_id),
            removed = (SELECT COUNT(*) FROM snapshot_pages p WHERE p.tenant_id = $1 AND p.snapshot_id = $2
                AND p.document_id IS NULL)
        WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .execute()
    .await?;
    Ok(())
}

async fn go_live(tx: &mut Tx, tenant: TenantId, source: SourceId, id: SnapshotId) -> StorageResult<()> {
    tx.sql("UPDATE snapshots SET live = (id = $3) WHERE tenant_id = $1 AND source_id = $2")
        .id(tenant)
        .id(source)
        .id(id)
        .execute()
        .await?;
    Ok(())
}

#[async_trait]
impl SnapshotStore for Scope {
    async fn source_snapshots(&self, source: SourceId) -> StorageResult<Vec<Snapshot>> {
        self.read()
            .await?
            .sql(
                "SELECT n.id, n.source_id, s.agent_id, n.sync, n.live, n.taken_at, n.pages, n.added, n.changed, n.removed
                FROM snapshots n JOIN sources s ON s.tenant_id = n.tenant_id AND s.id = n.source_id
                WHERE n.tenant_id = $1 AND n.source_id = $2 ORDER BY n.id DESC",
            )
            .id(self.tenant)
            .id(source)
            .all_as(read)
            .await
    }

    async fn source_snapshot(&self, id: SnapshotId) -> StorageResult<Option<Snapshot>> {
        one(&mut self.read().await?, self.tenant, id).await
    }

    async fn differences(&self, id: SnapshotId, limit: u32) -> StorageResult<Vec<Difference>> {
        // Passages have the same words, or they are others: their ids depend on the document.
        self.read()
            .await?
            .sql(
                "SELECT p.address, p.document_id, p.before_id,
                    (SELECT COUNT(*) FROM chunks c WHERE c.tenant_id = $1 AND c.document_id = p.document_id
                        AND NOT EXISTS (SELECT 1 FROM chunks o WHERE o.tenant_id = $1 AND o.document_id = p.before_id
                            AND o.text = c.text)) AS chunks_added,
                    (SELECT COUNT(*) FROM chunks c WHERE c.tenant_id = $1 AND c.document_id = p.before_id
                        AND NOT EXISTS (SELECT 1 FROM chunks o WHERE o.tenant_id = $1 AND o.document_id = p.document_id
                            AND o.text = c.text)) AS chunks_removed
                FROM snapshot_pages p
                WHERE p.tenant_id = $1 AND p.snapshot_id = $2
                    AND (p.document_id IS NULL OR p.before_id IS NULL OR p.document_id <> p.before_id)
                ORDER BY p.address LIMIT $3",
            )
            .id(self.tenant)
            .id(id)
            .bind(i64::from(limit))
            .all_as(|row| {
                Ok(Difference {
                    address: row.text("address")?,
                    document: row.optional_id("document_id")?,
                    before: row.optional_id("before_id")?,
                    chunks_added: row.number("chunks_added")?,
                    chunks_removed: row.number("chunks_removed")?,
                })
            })
            .await
    }

    async fn restore_snapshot(&self, id: SnapshotId, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let Some(snapshot) = one(&mut tx, self.tenant, id).await? else { return Ok(false) };
        let free = tx
            .sql("UPDATE sources SET updated_at = $3 WHERE tenant_id = $1 AND id = $2 AND NOT syncing")
            .id(self.tenant)
            .id(snapshot.source_id)
            .time(now)
            .changed()
            .await?;
        if !free {
            return Ok(false);
        }
        if snapshot.live {
            return Ok(true);
        }
        // Without validators the next synchronization asks for everything again.
        tx.sql(
            "UPDATE source_pages SET etag = NULL, last_modified = NULL, document_id = (SELECT d.id FROM snapshot_pages s
                JOIN documents d ON d.tenant_id = s.tenant_id AND d.id = s.document_id
                WHERE s.tenant_id = $1 AND s.snapshot_id = $3 AND s.page_id = source_pages.id)
            WHERE tenant_id = $1 AND source_id = $2",
        )
        .id(self.tenant)
        .id(snapshot.source_id)
        .id(id)
        .execute()
        .await?;
        tx.sql(
            "UPDATE source_pages SET state = CASE WHEN document_id IS NULL THEN 'failed' ELSE 'kept' END,
                note = CASE WHEN document_id IS NULL THEN $3 END
            WHERE tenant_id = $1 AND source_id = $2 AND state <> 'duplicate'",
        )
        .id(self.tenant)
        .id(snapshot.source_id)
        .bind(NOT_IN_IT)
        .execute()
        .await?;
        tx.sql(
            "UPDATE documents SET retired = NOT EXISTS (SELECT 1 FROM source_pages p
                WHERE p.tenant_id = documents.tenant_id AND p.id = documents.page_id AND p.document_id = documents.id)
            WHERE tenant_id = $1 AND source_id = $2",
        )
        .id(self.tenant)
        .id(snapshot.source_id)
        .execute()
        .await?;
        go_live(&mut tx, self.tenant, snapshot.source_id, id).await?;
        agent::grow_knowledge(&mut tx, self.tenant, snapshot.agent_id).await?;
        let entry = Entry::new("source.rollback", snapshot.source_id).after(Some(json!({"snapshot": id})));
        tx.commit(entry).await?;
        self.tell(Change::Source { id: snapshot.source_id });
        Ok(true)
    }
}
