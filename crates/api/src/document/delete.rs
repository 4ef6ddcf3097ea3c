//! `DELETE /api/admin/documents/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::DocumentId;
use domain::job::{Job, JobKind};

use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Delete a document
///
/// Its passages are not found any more at once; its file goes in the background.
#[utoipa::path(
    delete,
    path = "/api/admin/documents/{id}",
    tag = "documents",
    params(("id" = String, Path, description = "The document")),
    responses((status = 204)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
)]
pub async fn delete_document(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<DocumentId>,
) -> ApiResult<StatusCode> {
    let kind = JobKind::DeleteBlobs { prefix: can.document(id).await?.blob_path() };
    let cleanup = Job::due(edge.ids.next(), kind, edge.clock.now());
    if can.store.delete_document(id, &cleanup).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
