//! What a source consisted of after a synchronization, so that a later one can be compared with it, and undone.

use async_trait::async_trait;

use crate::clock::Timestamp;
use crate::id::{AgentId, DocumentId, SnapshotId, SourceId};
use crate::storage::StorageResult;

/// How many snapshots of a source are kept. Documents that none of them holds are erased.
pub const KEPT: u32 = 10;

/// The state after a synchronization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its id.
    pub id: SnapshotId,
    /// Whose.
    pub source_id: SourceId,
    /// Whose knowledge that is.
    pub agent_id: AgentId,
    /// The number of the synchronization.
    pub sync: i64,
    /// Whether it is what serves.
    pub live: bool,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Pages in it.
    pub pages: u64,
    /// Pages that the snapshot before did not have.
    pub added: u64,
    /// Pages with another document than in the snapshot before.
    pub changed: u64,
    /// Pages that only the snapshot before had.
    pub removed: u64,
}

/// A page that is not what it was in the snapshot before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its address.
    pub address: String,
    /// What it has now; `None`: it was removed.
    pub document: Option<DocumentId>,
    /// What it had; `None`: it was added.
    pub before: Option<DocumentId>,
    /// Passages that only the new document has.
    pub chunks_added: u64,
    /// Passages that only the old document had; not known any more when it was erased.
    pub chunks_removed: u64,
}

/// Snapshots of one tenant.
#[async_trait]
pub trait SnapshotStore: Send + Sync {
    /// A source's snapshots, newest first.
    async fn source_snapshots(&self, source: SourceId) -> StorageResult<Vec<Snapshot>>;
    /// One snapshot.
    async fn source_snapshot(&self, id: SnapshotId) -> StorageResult<Option<Snapshot>>;
    /// How it differs from the snapshot before; at most `limit` pages, by address.
    async fn differences(&self, id: SnapshotId, limit: u32) -> StorageResult<Vec<Difference>>;
    /// In one transaction: the source's pages get the documents of the snapshot, which serve again at once, and the agent's knowledge
    /// version grows. `false`, and nothing changes: it is gone, or the source is being synchronized.
    async fn restore_snapshot(&self, id: SnapshotId, now: Timestamp) -> StorageResult<bool>;
}
