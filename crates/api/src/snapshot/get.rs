//! `GET /api/admin/snapshots/{id}`: what a synchronization changed.

use axum::Json;
use domain::id::{DocumentId, SnapshotId};
use domain::source::snapshot::Difference;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::SnapshotBody;
use crate::auth::{Can, DocumentsRead};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Most pages that are told; the counts are of all.
const MOST: u32 = 500;

/// A snapshot and how it differs from the one before.
#[derive(Debug, Serialize, ToSchema)]
pub struct SnapshotDifferences {
    /// The snapshot.
    #[serde(flatten)]
    snapshot: SnapshotBody,
    /// Pages that are not what they were, by address; at most 500.
    differences: Vec<DifferenceBody>,
}

/// A page that is not what it was.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceBody {
    /// Its address.
    url: String,
    /// What became of it.
    change: ChangeKindBody,
    /// Its document in this snapshot.
    #[schema(value_type = Option<String>)]
    document_id: Option<DocumentId>,
    /// Its document before.
    #[schema(value_type = Option<String>)]
    before_id: Option<DocumentId>,
    /// Passages that are new.
    chunks_added: u64,
    /// Passages that are gone; 0 when it is not known any more.
    chunks_removed: u64,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKindBody {
    /// It is new.
    Added,
    /// It has other content.
    Changed,
    /// It is gone.
    Removed,
}

/// Compare a snapshot with the one before
#[utoipa::path(
    get,
    path = "/api/admin/snapshots/{id}",
    tag = "sources",
    params(("id" = String, Path, description = "The snapshot")),
    responses((status = 200, body = SnapshotDifferences)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn get_snapshot(
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<SnapshotId>,
) -> ApiResult<Json<SnapshotDifferences>> {
    let snapshot = can.snapshot(id).await?;
    let differences = can.store.differences(id, MOST).await?.into_iter().map(Into::into).collect();
    Ok(Json(SnapshotDifferences { snapshot: snapshot.into(), differences }))
}

impl From<Difference> for DifferenceBody {
    fn from(difference: Difference) -> Self {
        let change = match (difference.document, difference.before) {
            (None, _) => ChangeKindBody::Removed,
            (Some(_), None) => ChangeKindBody::Added,
            (Some(_), Some(_)) => ChangeKindBody::Changed,
        };
        Self {
            url: difference.address,
            change,
            document_id: difference.document,
            before_id: difference.before,
            chunks_added: difference.chunks_added,
            chunks_removed: difference.chunks_removed,
        }
    }
}
