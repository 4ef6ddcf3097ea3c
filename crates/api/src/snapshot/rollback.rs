//! `POST /api/admin/snapshots/{id}/rollback`: a source becomes again what it was.

use axum::Json;
use axum::extract::State;
use domain::id::SnapshotId;

use super::body::SnapshotBody;
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::IdPath;

/// Roll a web source back to a snapshot
///
/// The pages of the snapshot serve again at once; nothing is fetched or embedded. The next synchronization asks the site again.
#[utoipa::path(
    post,
    path = "/api/admin/snapshots/{id}/rollback",
    tag = "sources",
    params(("id" = String, Path, description = "The snapshot")),
    responses((status = 200, body = SnapshotBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
)]
pub async fn roll_back_snapshot(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<SnapshotId>,
) -> ApiResult<Json<SnapshotBody>> {
    can.snapshot(id).await?;
    if !can.store.restore_snapshot(id, edge.clock.now()).await? {
        let detail = "The source is being synchronized. Roll back when that is over.";
        return Err(ApiError::new(Code::Conflict, detail));
    }
    Ok(Json(can.snapshot(id).await?.into()))
}
