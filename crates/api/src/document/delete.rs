//! `DELETE /api/admin/documents/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use domain::id::DocumentId;
use domain::job::{Job, JobKind};
use domain::source::{Source, SourceKind};

use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Delete a document
///
/// Its passages are not found any more at once; its file goes in the background. The document of a web source of one page takes its source along.
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
    let document = can.document(id).await?;
    let source = match document.source_id {
        Some(source) => can.store.source(source).await?.filter(|source| source.kind == SourceKind::Page),
        None => None,
    };
    let prefix = source.as_ref().map_or_else(|| document.blob_path(), Source::blob_prefix);
    let cleanup = Job::due(edge.ids.next(), JobKind::DeleteBlobs { prefix }, edge.clock.now());
    let deleted = match source {
        Some(source) => can.store.delete_source(source.id, &cleanup).await?,
        None => can.store.delete_document(id, &cleanup).await?,
    };
    if deleted { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found()) }
}
