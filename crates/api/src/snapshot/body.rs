//! Snapshots on the wire.

use domain::clock::Timestamp;
use domain::id::{SnapshotId, SourceId};
use domain::source::snapshot::Snapshot;
use serde::Serialize;
use utoipa::ToSchema;

/// What a web source consisted of after a synchronization.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SnapshotBody {
    /// Its id.
    #[schema(value_type = String, example = "snp_0198c0de000070008000000000000001")]
    id: SnapshotId,
    /// Whose.
    #[schema(value_type = String)]
    source_id: SourceId,
    /// Whether it is what serves.
    live: bool,
    /// When it was taken.
    #[schema(value_type = String, format = DateTime)]
    taken_at: Timestamp,
    /// Pages in it.
    pages: u64,
    /// Pages that were new.
    added: u64,
    /// Pages with other content than before.
    changed: u64,
    /// Pages that were gone.
    removed: u64,
}

impl From<Snapshot> for SnapshotBody {
    fn from(snapshot: Snapshot) -> Self {
        Self {
            id: snapshot.id,
            source_id: snapshot.source_id,
            live: snapshot.live,
            taken_at: snapshot.taken_at,
            pages: snapshot.pages,
            added: snapshot.added,
            changed: snapshot.changed,
            removed: snapshot.removed,
        }
    }
}
