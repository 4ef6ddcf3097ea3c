//! Web sources and their synchronizations. Addresses are in [`page`], states after synchronizations in [`snapshot`].

mod page;
mod snapshot;

use std::collections::HashMap;

use async_trait::async_trait;
use domain::change::Change;
use domain::clock::Timestamp;
use domain::document::Document;
use domain::id::{AgentId, PageId, SourceId, TenantId};
use domain::job::{Job, JobKind};
use domain::page::{Page, PageRequest};
use domain::source::web::Validators;
use domain::source::{
    PageCounts, PageOutcome, Schedule, Source, SourceKind, SourcePage, SourceStore, SyncEnd,
};
use domain::storage::{StorageError, StorageResult};
use serde_json::{Value, json};

use crate::audit::Entry;
use crate::db::Tx;
use crate::dialect::locking;
use crate::query::Row;
use crate::scope::Scope;
use crate::{agent, document, job};

fn read(row: &Row) -> StorageResult<Source> {
    Ok(Source {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        kind: row.word("kind", SourceKind::parse)?,
        scope: row.json("scope")?,
        schedule: row.word("schedule", Schedule::parse)?,
        revision: row.get("revision")?,
        sync: row.get("sync")?,
        syncing: row.get("syncing")?,
        synced_at: row.optional_time("synced_at")?,
        error: row.get("error")?,
        next_sync_at: row.optional_time("next_sync_at")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

async fn one(tx: &mut Tx, tenant: TenantId, id: SourceId) -> StorageResult<Option<Source>> {
    tx.sql(
        "SELECT id, agent_id, kind, scope, schedule, revision, sync, syncing, synced_at, error, next_sync_at, created_at, updated_at
        FROM sources WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

async fn insert(tx: &mut Tx, tenant: TenantId, source: &Source) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO sources (tenant_id, id, agent_id, kind, scope, schedule, revision, sync, syncing, synced_at, error,
            next_sync_at, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .id(tenant)
    .id(source.id)
    .id(source.agent_id)
    .bind(source.kind.as_str())
    .json(&source.scope)
    .bind(source.schedule.as_str())
    .bind(source.revision)
    .bind(source.sync)
    .bind(source.syncing)
    .optional_time(source.synced_at)
    .bind(source.error.as_deref())
    .optional_time(source.next_sync_at)
    .time(source.created_at)
    .time(source.updated_at)
    .execute()
    .await?;
    Ok(())
}

/// As it is before a change; locked, so that it is the one that the change is made to.
async fn locked(tx: &mut Tx, tenant: TenantId, id: SourceId) -> StorageResult<Option<Source>> {
    tx.sql(locking!(
        "SELECT id, agent_id, kind, scope, schedule, revision, sync, syncing, synced_at, error, next_sync_at, created_at, updated_at
        FROM sources WHERE tenant_id = $1 AND id = $2"
    ))
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

/// The source for the record. Its address is cut where a secret may begin.
fn seen(source: &Source) -> Value {
    let scope = &source.scope;
    json!({
        "agent": source.agent_id,
        "kind": source.kind.as_str(),
        "url": scope.address.split('?').next().unwrap_or_default(),
        "maxPages": scope.max_pages,
        "maxDepth": scope.max_depth,
        "include": scope.include,
        "exclude": scope.exclude,
        "schedule": source.schedule.as_str(),
    })
}

#[async_trait]
impl SourceStore for Scope {
    async fn create_source(&self, source: &Source, sync: &Job) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        insert(&mut tx, self.tenant, source).await?;
        job::insert(&mut tx, self.tenant, sync).await?;
        tx.commit(Entry::new("source.create", source.id).after(Some(seen(source)))).await?;
        self.tell(Change::Source { id: source.id });
        Ok(())
    }

    async fn create_page_source(
        &self,
        source: &Source,
        (page, digest, validators): (PageId, &str, &Validators),
        document: &Document,
        sync: &Job,
        ingest: &Job,
    ) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        insert(&mut tx, self.tenant, source).await?;
        let address = [(page, source.scope.address.clone())];
        page::meet(&mut tx, self.tenant, (source.id, source.sync), 0, &address, 1).await?;
        page::keep(&mut tx, self.tenant, page, document, validators).await?;
        document::insert(&mut tx, self.tenant, document, Some((page, digest))).await?;
        for job in [sync, ingest] {
            job::insert(&mut tx, self.tenant, job).await?;
        }
        tx.commit(Entry::new("source.create", source.id).after(Some(seen(source)))).await?;
        self.tell(Change::Source { id: source.id });
        Ok(())
    }

    async fn source(&self, id: SourceId) -> StorageResult<Option<Source>> {
        one(&mut self.read().await?, self.tenant, id).await
    }

    async fn sources(&self, agent: AgentId) -> StorageResult<Vec<(Source, PageCounts)>> {
        let mut tx = self.snapshot().await?;
        let sources = tx
            .sql(
                "SELECT id, agent_id, kind, scope, schedule, revision, sync, syncing, synced_at, error, next_sync_at, created_at,
                    updated_at
                FROM sources WHERE tenant_id = $1 AND agent_id = $2 ORDER BY id",
            )
            .id(self.tenant)
            .id(agent)
            .all_as(read)
            .await?;
        let counts = page::counts(&mut tx, self.tenant, Some(agent), None).await?;
        let counts: HashMap<SourceId, PageCounts> = counts.into_iter().collect();
        Ok(sources
            .into_iter()
            .map(|source| {
                let counts = counts.get(&source.id).copied().unwrap_or_default();
                (source, counts)
            })
            .collect())
    }

    async fn page_counts(&self, id: SourceId) -> StorageResult<PageCounts> {
        let counts = page::counts(&mut self.read().await?, self.tenant, None, Some(id)).await?;
        Ok(counts.into_iter().next().map(|(_, counts)| counts).unwrap_or_default())
    }

    async fn update_source(
        &self,
        expected: i64,
        source: &Source,
        begin: Option<&Job>,
    ) -> StorageResult<Option<Source>> {
        let mut tx = self.edit().await?;
        let before = locked(&mut tx, self.tenant, source.id).await?;
        let updated = tx
            .sql(
                "UPDATE sources SET scope = $4, schedule = $5, next_sync_at = $6, revision = revision + 1, updated_at = $7
                WHERE tenant_id = $1 AND id = $2 AND revision = $3
                RETURNING id, agent_id, kind, scope, schedule, revision, sync, syncing, synced_at, error, next_sync_at,
                    created_at, updated_at",
            )
            .id(self.tenant)
            .id(source.id)
            .bind(expected)
            .json(&source.scope)
            .bind(source.schedule.as_str())
            .optional_time(source.next_sync_at)
            .time(source.updated_at)
            .optional_as(read)
            .await?;
        if updated.is_none() {
            return if before.is_some() { Err(StorageError::Conflict("version")) } else { Ok(None) };
        }
        if let Some(begin) = begin {
            job::insert(&mut tx, self.tenant, begin).await?;
        }
        let (before, after) = (before.as_ref().map(seen), Some(seen(source)));
        tx.commit(Entry::new("source.update", source.id).before(before).after(after)).await?;
        self.tell(Change::Source { id: source.id });
        Ok(updated)
    }

    async fn delete_source(&self, id: SourceId, cleanup: &Job) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        // Its row first: whoever adds a document to it waits, and then finds no page.
        let Some(source) = locked(&mut tx, self.tenant, id).await? else { return Ok(false) };
        tx.sql("DELETE FROM sources WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .execute()
            .await?;
        tx.sql("DELETE FROM documents WHERE tenant_id = $1 AND source_id = $2")
            .id(self.tenant)
            .id(id)
            .execute()
            .await?;
        agent::grow_knowledge(&mut tx, self.tenant, source.agent_id).await?;
        job::insert(&mut tx, self.tenant, cleanup).await?;
        tx.commit(Entry::new("source.delete", id).before(Some(seen(&source)))).await?;
        self.tell(Change::Source { id });
        Ok(true)
    }

    async fn begin_sync(
        &self,
        id: SourceId,
        planned: Option<Timestamp>,
        sync_job: &Job,
    ) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let sync = tx
            .sql(
                "UPDATE sources SET syncing = TRUE, sync = sync + 1, next_sync_at = NULL
                WHERE tenant_id = $1 AND id = $2 AND NOT syncing AND ($3 IS NULL OR next_sync_at = $3) RETURNING sync",
            )
            .id(self.tenant)
            .id(id)
            .optional_time(planned)
            .optional_as(|row| row.get("sync"))
            .await?;
        let Some(sync) = sync else { return Ok(false) };
        let kind = JobKind::SyncSource { source_id: id, sync };
        job::insert(&mut tx, self.tenant, &Job { kind, ..sync_job.clone() }).await?;
        tx.commit(Entry::new("source.sync", id)).await?;
        self.tell(Change::Source { id });
        Ok(true)
    }

    async fn end_sync(&self, id: SourceId, sync: i64, end: &SyncEnd, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let schedule = tx
            .sql(
                "UPDATE sources SET syncing = FALSE, synced_at = $4, error = $5
                WHERE tenant_id = $1 AND id = $2 AND sync = $3 AND syncing RETURNING schedule",
            )
            .id(self.tenant)
            .id(id)
            .bind(sync)
            .time(now)
            .bind(end.error.as_deref())
            .optional_as(|row| row.word("schedule", Schedule::parse))
            .await?;
        let Some(schedule) = schedule else { return Ok(false) };
        let next = schedule.next(now);
        tx.sql("UPDATE sources SET next_sync_at = $3 WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .optional_time(next)
            .execute()
            .await?;
        if let Some(planned) = next {
            let kind = JobKind::BeginSync { source_id: id, planned };
            job::insert(&mut tx, self.tenant, &Job::due(end.next, kind, planned)).await?;
        }
        if let Some(reason) = &end.error {
            page::give_up(&mut tx, self.tenant, id, reason).await?;
        } else {
            snapshot::take(&mut tx, self.tenant, id, end.snapshot, sync, now).await?;
            page::forget(&mut tx, self.tenant, id, sync).await?;
        }
        tx.commit().await?;
        self.tell(Change::Source { id });
        Ok(true)
    }

    async fn meet_pages(
        &self,
        id: SourceId,
        sync: i64,
        depth: u32,
        addresses: &[(PageId, String)],
        most: u32,
    ) -> StorageResult<u64> {
        let mut tx = self.write().await?;
        let met = page::meet(&mut tx, self.tenant, (id, sync), depth, addresses, most).await?;
        tx.commit().await?;
        Ok(met)
    }

    async fn forgotten_pages(&self, id: SourceId, sync: i64) -> StorageResult<Vec<SourcePage>> {
        page::forgotten(&mut self.read().await?, self.tenant, id, sync).await
    }

    async fn meet_forgotten_pages(&self, id: SourceId, sync: i64) -> StorageResult<u64> {
        let mut tx = self.write().await?;
        let met = tx
            .sql(
                "UPDATE source_pages SET met = $3, state = 'waiting', note = NULL
                WHERE tenant_id = $1 AND source_id = $2 AND met < $3 AND document_id IS NOT NULL",
            )
            .id(self.tenant)
            .id(id)
            .bind(sync)
            .execute()
            .await?;
        tx.commit().await?;
        Ok(met)
    }

    async fn next_page(&self, id: SourceId) -> StorageResult<Option<SourcePage>> {
        page::next(&mut self.read().await?, self.tenant, id).await
    }

    async fn page_at(&self, id: SourceId, address: &str) -> StorageResult<Option<SourcePage>> {
        page::at(&mut self.read().await?, self.tenant, id, address).await
    }

    async fn pages(&self, id: SourceId, page: PageRequest) -> StorageResult<Page<SourcePage>> {
        page::list(&mut self.read().await?, self.tenant, id, page).await
    }

    async fn settle_page(
        &self,
        source: SourceId,
        id: PageId,
        outcome: &PageOutcome,
        now: Timestamp,
    ) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let settled = page::settle(&mut tx, self.tenant, id, outcome, now).await?;
        tx.commit().await?;
        self.tell_if(settled, Change::Source { id: source });
        Ok(settled)
    }

    async fn create_page_document(
        &self,
        page: PageId,
        made: &Document,
        digest: &str,
        validators: &Validators,
        ingest: &Job,
    ) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        if !page::keep(&mut tx, self.tenant, page, made, validators).await? {
            return Ok(false);
        }
        document::insert(&mut tx, self.tenant, made, Some((page, digest))).await?;
        job::insert(&mut tx, self.tenant, ingest).await?;
        tx.commit().await?;
        if let Some(id) = made.source_id {
            self.tell(Change::Source { id });
        }
        Ok(true)
    }

    async fn retired_documents(&self, id: SourceId, limit: u32) -> StorageResult<Vec<Document>> {
        self.read()
            .await?
            .sql(
                "SELECT id, agent_id, source_id, title, filename, media_type, size, status, error, progress_done, progress_total,
                    chunk_count, page_count, created_at, updated_at
                FROM documents WHERE tenant_id = $1 AND source_id = $2 AND retired
                    AND NOT EXISTS (SELECT 1 FROM snapshot_pages s
                        WHERE s.tenant_id = documents.tenant_id AND s.document_id = documents.id)
                ORDER BY id LIMIT $3",
            )
            .id(self.tenant)
            .id(id)
            .bind(i64::from(limit))
            .all_as(document::read)
            .await
    }
}
