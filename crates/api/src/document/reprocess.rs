//! `POST /api/admin/documents/{id}/reprocess`: a document is read again; its passages stay findable until the new ones are there.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::DocumentId;
use domain::job::{Job, JobKind};

use super::body::DocumentBody;
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Read a document again
#[utoipa::path(
    post,
    path = "/api/admin/documents/{id}/reprocess",
    tag = "documents",
    params(("id" = String, Path, description = "The document")),
    responses((status = 202, body = DocumentBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
)]
pub async fn reprocess_document(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<DocumentId>,
) -> ApiResult<(StatusCode, Json<DocumentBody>)> {
    can.document(id).await?;
    let now = edge.clock.now();
    let ingest = Job::due(edge.ids.next(), JobKind::IngestDocument { document_id: id }, now);
    if !can.store.requeue_document(id, &ingest, now).await? {
        return Err(ApiError::not_found());
    }
    Ok((StatusCode::ACCEPTED, Json(can.document(id).await?.into())))
}
