//! `DELETE /api/admin/sources/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::SourceId;
use domain::job::{Job, JobKind};

use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Delete a web source
///
/// Its pages, their passages and its snapshots are gone at once; what was fetched goes in the background.
#[utoipa::path(
    delete,
    path = "/api/admin/sources/{id}",
    tag = "sources",
    params(("id" = String, Path, description = "The source")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
)]
pub async fn delete_source(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<SourceId>,
) -> ApiResult<StatusCode> {
    let kind = JobKind::DeleteBlobs { prefix: can.source(id).await?.blob_prefix() };
    let cleanup = Job::due(edge.ids.next(), kind, edge.clock.now());
    if can.store.delete_source(id, &cleanup).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
