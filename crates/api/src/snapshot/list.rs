//! `GET /api/admin/sources/{id}/snapshots`.

use axum::Json;
use domain::id::SourceId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::SnapshotBody;
use crate::auth::{Can, DocumentsRead};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Snapshots.
#[derive(Debug, Serialize, ToSchema)]
pub struct SnapshotList {
    /// Newest first.
    snapshots: Vec<SnapshotBody>,
}

/// List a web source's snapshots
///
/// A synchronization that changed something takes one; the last ten are kept.
#[utoipa::path(
    get,
    path = "/api/admin/sources/{id}/snapshots",
    tag = "sources",
    params(("id" = String, Path, description = "The source")),
    responses((status = 200, body = SnapshotList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn list_snapshots(
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<SourceId>,
) -> ApiResult<Json<SnapshotList>> {
    can.source(id).await?;
    let snapshots = can.store.source_snapshots(id).await?.into_iter().map(Into::into).collect();
    Ok(Json(SnapshotList { snapshots }))
}
