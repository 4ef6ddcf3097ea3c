//! One tenant's web sources; what changes which documents serve makes live agents forgotten, because they carry the knowledge version.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::document::Document;
use domain::id::{AgentId, PageId, SnapshotId, SourceId};
use domain::job::Job;
use domain::page::{Page, PageRequest};
use domain::source::snapshot::{Difference, Snapshot, SnapshotStore};
use domain::source::web::Validators;
use domain::source::{PageCounts, PageOutcome, Source, SourcePage, SourceStore, SyncEnd};
use domain::storage::StorageResult;

use super::tenant::CachedTenant;

#[async_trait]
impl SourceStore for CachedTenant {
    async fn delete_source(&self, id: SourceId, cleanup: &Job) -> StorageResult<bool> {
        let existed = self.inner.delete_source(id, cleanup).await;
        self.caches.agents.forget_all();
        existed
    }

    async fn settle_page(
        &self,
        source: SourceId,
        page: PageId,
        outcome: &PageOutcome,
        now: Timestamp,
    ) -> StorageResult<bool> {
        let settled = self.inner.settle_page(source, page, outcome, now).await;
        if matches!(outcome, PageOutcome::Duplicate(_) | PageOutcome::Gone(_)) {
            self.caches.agents.forget_all();
        }
        settled
    }

    async fn create_source(&self, source: &Source, sync: &Job) -> StorageResult<()> {
        self.inner.create_source(source, sync).await
    }

    async fn create_page_source(
        &self,
        source: &Source,
        page: (PageId, &str, &Validators),
        document: &Document,
        sync: &Job,
        ingest: &Job,
    ) -> StorageResult<()> {
        self.inner.create_page_source(source, page, document, sync, ingest).await
    }

    async fn source(&self, id: SourceId) -> StorageResult<Option<Source>> {
        self.inner.source(id).await
    }

    async fn sources(&self, agent: AgentId) -> StorageResult<Vec<(Source, PageCounts)>> {
        self.inner.sources(agent).await
    }

    async fn page_counts(&self, id: SourceId) -> StorageResult<PageCounts> {
        self.inner.page_counts(id).await
    }

    async fn update_source(
        &self,
        expected: i64,
        source: &Source,
        begin: Option<&Job>,
    ) -> StorageResult<Option<Source>> {
        self.inner.update_source(expected, source, begin).await
    }

    async fn begin_sync(&self, id: SourceId, planned: Option<Timestamp>, job: &Job) -> StorageResult<bool> {
        self.inner.begin_sync(id, planned, job).await
    }

    async fn end_sync(&self, id: SourceId, sync: i64, end: &SyncEnd, now: Timestamp) -> StorageResult<bool> {
        self.inner.end_sync(id, sync, end, now).await
    }

    async fn meet_pages(
        &self,
        id: SourceId,
        sync: i64,
        depth: u32,
        addresses: &[(PageId, String)],
        most: u32,
    ) -> StorageResult<u64> {
        self.inner.meet_pages(id, sync, depth, addresses, most).await
    }

    async fn forgotten_pages(&self, id: SourceId, sync: i64) -> StorageResult<Vec<SourcePage>> {
        self.inner.forgotten_pages(id, sync).await
    }

    async fn meet_forgotten_pages(&self, id: SourceId, sync: i64) -> StorageResult<u64> {
        self.inner.meet_forgotten_pages(id, sync).await
    }

    async fn next_page(&self, id: SourceId) -> StorageResult<Option<SourcePage>> {
        self.inner.next_page(id).await
    }

    async fn page_at(&self, id: SourceId, address: &str) -> StorageResult<Option<SourcePage>> {
        self.inner.page_at(id, address).await
    }

    async fn pages(&self, id: SourceId, page: PageRequest) -> StorageResult<Page<SourcePage>> {
        self.inner.pages(id, page).await
    }

    async fn create_page_document(
        &self,
        page: PageId,
        document: &Document,
        digest: &str,
        validators: &Validators,
        ingest: &Job,
    ) -> StorageResult<bool> {
        self.inner.create_page_document(page, document, digest, validators, ingest).await
    }

    async fn retired_documents(&self, id: SourceId, limit: u32) -> StorageResult<Vec<Document>> {
        self.inner.retired_documents(id, limit).await
    }
}

#[async_trait]
impl SnapshotStore for CachedTenant {
    async fn restore_snapshot(&self, id: SnapshotId, now: Timestamp) -> StorageResult<bool> {
        let restored = self.inner.restore_snapshot(id, now).await;
        self.caches.agents.forget_all();
        restored
    }

    async fn source_snapshots(&self, source: SourceId) -> StorageResult<Vec<Snapshot>> {
        self.inner.source_snapshots(source).await
    }

    async fn source_snapshot(&self, id: SnapshotId) -> StorageResult<Option<Snapshot>> {
        self.inner.source_snapshot(id).await
    }

    async fn differences(&self, id: SnapshotId, limit: u32) -> StorageResult<Vec<Difference>> {
        self.inner.differences(id, limit).await
    }
}
