//! Web sources on the wire.

use domain::clock::Timestamp;
use domain::id::{AgentId, SourceId};
use domain::source::{PageCounts, Schedule, Source, SourceKind};
use serde::Serialize;
use utoipa::ToSchema;

/// A web source.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourceBody {
    /// Its id.
    #[schema(value_type = String, example = "src_0198c0de000070008000000000000001")]
    id: SourceId,
    /// Whose knowledge it is.
    #[schema(value_type = String)]
    agent_id: AgentId,
    /// What its address is.
    #[schema(value_type = SourceKindBody)]
    kind: SourceKind,
    /// Where it begins; canonical.
    #[schema(example = "https://shop.example/docs/")]
    url: String,
    /// Most pages.
    max_pages: u32,
    /// Sites: most links from the address to a page.
    max_depth: u32,
    /// Paths that belong to it, with `*` for any characters; none is all.
    include: Vec<String>,
    /// Paths that do not.
    exclude: Vec<String>,
    /// How often it is synchronized by itself.
    #[schema(value_type = ScheduleBody)]
    schedule: Schedule,
    /// Whether a synchronization runs.
    status: SourceStatusBody,
    /// Why the last synchronization brought nothing.
    error: Option<String>,
    /// How far its pages are.
    pages: PageCountsBody,
    /// When it was last synchronized.
    #[schema(value_type = Option<String>, format = DateTime)]
    synced_at: Option<Timestamp>,
    /// When the next synchronization begins by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_sync_at: Option<Timestamp>,
    /// Grows by one with each change of the settings; what `If-Match` takes.
    version: i64,
    /// When it was added.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When its settings last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// How many of a source's pages are how far.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageCountsBody {
    /// All that belong to it.
    total: u64,
    /// Still to be asked for in the synchronization that runs.
    waiting: u64,
    /// Can be found.
    ready: u64,
    /// Could not be had or read.
    failed: u64,
}

/// What a source's address is.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum SourceKindBody {
    /// One page.
    Page,
    /// A sitemap: the pages that it lists, on its host.
    Sitemap,
    /// A site: the pages that are linked from the address, directly or not, on its host.
    Site,
}

/// How often a source is synchronized by itself.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ScheduleBody {
    /// Never.
    Manual,
    /// A day after the last time.
    Daily,
    /// A week after the last time.
    Weekly,
}

/// Whether a synchronization runs.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceStatusBody {
    /// None runs.
    Idle,
    /// One runs.
    Syncing,
}

impl SourceBody {
    /// A source and how far its pages are.
    pub fn new(source: Source, counts: PageCounts) -> Self {
        Self {
            id: source.id,
            agent_id: source.agent_id,
            kind: source.kind,
            url: source.scope.address,
            max_pages: source.scope.max_pages,
            max_depth: source.scope.max_depth,
            include: source.scope.include,
            exclude: source.scope.exclude,
            schedule: source.schedule,
            status: if source.syncing { SourceStatusBody::Syncing } else { SourceStatusBody::Idle },
            error: source.error,
            pages: PageCountsBody {
                total: counts.total,
                waiting: counts.waiting,
                ready: counts.ready,
                failed: counts.failed,
            },
            synced_at: source.synced_at,
            next_sync_at: source.next_sync_at,
            version: source.revision,
            created_at: source.created_at,
            updated_at: source.updated_at,
        }
    }
}
