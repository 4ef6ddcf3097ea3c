//! Web sources: a page, a sitemap or a site whose pages become documents of an agent, and stay what the site says. Types and the
//! storage port here; [`scope`] decides which addresses belong to a source, [`web`] is the port to the web, [`sync`] runs the job.

pub mod address;
pub mod link;
pub mod scope;
pub mod snapshot;
pub mod sync;
pub mod web;

use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use self::scope::Scope;
use self::snapshot::SnapshotStore;
use self::web::Validators;
use crate::clock::Timestamp;
use crate::document::{Document, DocumentStatus};
use crate::id::{AgentId, DocumentId, JobId, PageId, SnapshotId, SourceId};
use crate::job::Job;
use crate::page::{Page, PageRequest};
use crate::storage::StorageResult;

/// What a source's address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// One page.
    Page,
    /// A sitemap (sitemaps.org): the pages that it lists.
    Sitemap,
    /// A site: the pages that are linked from the address, directly or not, on the same host.
    Site,
}

impl SourceKind {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Sitemap => "sitemap",
            Self::Site => "site",
        }
    }

    /// Reads [`SourceKind::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Page, Self::Sitemap, Self::Site].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// How often a source is synchronized by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Schedule {
    /// Never.
    Manual,
    /// A day after the last time.
    Daily,
    /// A week after the last time.
    Weekly,
}

impl Schedule {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// Reads [`Schedule::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Manual, Self::Daily, Self::Weekly].into_iter().find(|schedule| schedule.as_str() == text)
    }

    /// When it is time again after `last`.
    pub fn next(self, last: Timestamp) -> Option<Timestamp> {
        const DAY: Duration = Duration::from_secs(24 * 3_600);
        match self {
            Self::Manual => None,
            Self::Daily => Some(last.plus(DAY)),
            Self::Weekly => Some(last.plus(7 * DAY)),
        }
    }
}

/// A source of one agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Whose knowledge it is.
    pub agent_id: AgentId,
    /// What its address is.
    pub kind: SourceKind,
    /// Where it begins, and what belongs to it.
    pub scope: Scope,
    /// How often it is synchronized by itself.
    pub schedule: Schedule,
    /// Grows by one with each change of its settings; what `If-Match` compares.
    pub revision: i64,
    /// The number of the synchronization that runs, or of the last one; from 1.
    pub sync: i64,
    /// Whether one runs.
    pub syncing: bool,
    /// When the last one ended.
    pub synced_at: Option<Timestamp>,
    /// Why the last one brought nothing, for people.
    pub error: Option<String>,
    /// When the next one begins by itself.
    pub next_sync_at: Option<Timestamp>,
    /// Added.
    pub created_at: Timestamp,
    /// Last change of its settings.
    pub updated_at: Timestamp,
}

impl Source {
    /// Most sources of one agent.
    pub const MOST: usize = 50;

    /// A source whose first synchronization runs.
    pub const fn new(
        id: SourceId,
        agent_id: AgentId,
        kind: SourceKind,
        scope: Scope,
        schedule: Schedule,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            agent_id,
            kind,
            scope,
            schedule,
            revision: 1,
            sync: 1,
            syncing: true,
            synced_at: None,
            error: None,
            next_sync_at: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// Where the blobs of its documents lie, relative to the tenant.
    pub fn blob_prefix(&self) -> String {
        blob_prefix(self.agent_id, self.id)
    }
}

/// Where the blobs of a source's documents lie, relative to the tenant.
pub fn blob_prefix(agent: AgentId, source: SourceId) -> String {
    format!("{agent}/{source}/")
}

/// How many of a source's pages are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// All that belong to it.
    pub total: u64,
    /// Still to be asked for in the synchronization that runs.
    pub waiting: u64,
    /// With a document that can be found.
    pub ready: u64,
    /// That could not be had, or whose document could not be read.
    pub failed: u64,
}

/// What became of a page the last time it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageState {
    /// It is still to be asked for.
    Waiting,
    /// Its document is what the site says.
    Kept,
    /// Its content is another page's; `note` says which.
    Duplicate,
    /// It could not be had; `note` says why. A document of an earlier time may still serve.
    Failed,
}

impl PageState {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Kept => "kept",
            Self::Duplicate => "duplicate",
            Self::Failed => "failed",
        }
    }

    /// Reads [`PageState::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Waiting, Self::Kept, Self::Duplicate, Self::Failed].into_iter().find(|s| s.as_str() == text)
    }
}

/// An address of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePage {
    /// Its id.
    pub id: PageId,
    /// The canonical address.
    pub address: String,
    /// How many links away from the source's address; 0 is the address itself.
    pub depth: u32,
    /// What became of it.
    pub state: PageState,
    /// Why, for people.
    pub note: Option<String>,
    /// What the site said about its version.
    pub validators: Validators,
    /// Its document, when it has one.
    pub document: Option<PageDocument>,
    /// When it was last asked for.
    pub checked_at: Option<Timestamp>,
}

/// A page's document, as far as lists of pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDocument {
    /// Its id.
    pub id: DocumentId,
    /// The page's title.
    pub title: String,
    /// What it was made from; equal digests mean that nothing changed.
    pub digest: String,
    /// Where it stands.
    pub status: DocumentStatus,
    /// Why it failed, for people.
    pub error: Option<String>,
    /// How many chunks it has.
    pub chunk_count: u32,
}

/// What a page came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageOutcome {
    /// Its document is still what the site says.
    Unchanged(Validators),
    /// Its content is another address's; the sentence says which. A document that it had goes.
    Duplicate(String),
    /// It could not be had now, for this reason; its document goes on serving.
    Unreachable(String),
    /// It is not there any more, or must not be read, for this reason. A document that it had goes.
    Gone(String),
}

/// How a synchronization ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncEnd {
    /// Why it brought nothing, for people; then no snapshot is taken.
    pub error: Option<String>,
    /// The snapshot, if something has changed.
    pub snapshot: SnapshotId,
    /// The job that begins the next one, if the schedule asks for one.
    pub next: JobId,
}

/// Sources of one tenant.
#[async_trait]
pub trait SourceStore: SnapshotStore {
    /// Stores a source whose first synchronization runs, with its job.
    async fn create_source(&self, source: &Source, sync: &Job) -> StorageResult<()>;
    /// In one transaction: stores a source as [`SourceStore::create_source`] does, with its only page (id, digest of its content, version)
    /// and the page's document, which is still to be read.
    async fn create_page_source(
        &self,
        source: &Source,
        page: (PageId, &str, &Validators),
        document: &Document,
        sync: &Job,
        ingest: &Job,
    ) -> StorageResult<()>;
    /// One source.
    async fn source(&self, id: SourceId) -> StorageResult<Option<Source>>;
    /// An agent's sources with their counts, oldest first.
    async fn sources(&self, agent: AgentId) -> StorageResult<Vec<(Source, PageCounts)>>;
    /// The counts of one source.
    async fn page_counts(&self, id: SourceId) -> StorageResult<PageCounts>;
    /// Sets scope, schedule, the time of the next synchronization and `updated_at`, and enqueues the job that begins it.
    /// `Conflict("version")` when the revision is not `expected`; `None`: it is gone.
    async fn update_source(
        &self,
        expected: i64,
        source: &Source,
        begin: Option<&Job>,
    ) -> StorageResult<Option<Source>>;
    /// Erases the source with its pages, documents, chunks and snapshots, grows the agent's knowledge version and enqueues `cleanup` of
    /// its blobs. `false`: it is gone.
    async fn delete_source(&self, id: SourceId, cleanup: &Job) -> StorageResult<bool>;
    /// Begins the next synchronization with its job, whose number of synchronization is set here. `false`, and nothing changes: it is gone,
    /// one runs, or the next one is not planned for `planned`.
    async fn begin_sync(&self, id: SourceId, planned: Option<Timestamp>, job: &Job) -> StorageResult<bool>;
    /// Ends synchronization `sync` and plans the next one as the schedule says. With an error, pages that still wait fail with it; else the
    /// snapshot is taken, and addresses that were not met, have no document and are in no snapshot are forgotten. `false`: it does not run.
    async fn end_sync(&self, id: SourceId, sync: i64, end: &SyncEnd, now: Timestamp) -> StorageResult<bool>;

    /// Notes addresses that synchronization `sync` has met, as long as it knows fewer than `most`: those that it had not met before wait
    /// from now on. How many it knows then.
    async fn meet_pages(
        &self,
        id: SourceId,
        sync: i64,
        depth: u32,
        addresses: &[(PageId, String)],
        most: u32,
    ) -> StorageResult<u64>;
    /// Addresses with a document that synchronization `sync` has not met.
    async fn forgotten_pages(&self, id: SourceId, sync: i64) -> StorageResult<Vec<SourcePage>>;
    /// Addresses with a document that synchronization `sync` has not met wait from now on, so that the site is asked whether they are
    /// gone. How many.
    async fn meet_forgotten_pages(&self, id: SourceId, sync: i64) -> StorageResult<u64>;
    /// The next address that waits: the nearest to the source's address, and of those the oldest.
    async fn next_page(&self, id: SourceId) -> StorageResult<Option<SourcePage>>;
    /// One address of the source.
    async fn page_at(&self, id: SourceId, address: &str) -> StorageResult<Option<SourcePage>>;
    /// The addresses that the newest synchronization has met, and those with a document, in the order in which they were first met.
    async fn pages(&self, id: SourceId, page: PageRequest) -> StorageResult<Page<SourcePage>>;
    /// Records what became of a page. `false`: it is gone.
    async fn settle_page(
        &self,
        source: SourceId,
        page: PageId,
        outcome: &PageOutcome,
        now: Timestamp,
    ) -> StorageResult<bool>;
    /// Stores a page's new document with its ingest job; the page is kept. What it had before serves until the new one is ready.
    /// `false`, and nothing is stored: the page is gone.
    async fn create_page_document(
        &self,
        page: PageId,
        document: &Document,
        digest: &str,
        validators: &Validators,
        ingest: &Job,
    ) -> StorageResult<bool>;
    /// Documents of the source that neither serve, nor will, nor belong to a snapshot; at most `limit`.
    async fn retired_documents(&self, id: SourceId, limit: u32) -> StorageResult<Vec<Document>>;
}
