//! `GET /api/admin/documents/{id}`.

use axum::Json;
use domain::id::DocumentId;

use super::body::DocumentBody;
use crate::auth::{Can, DocumentsRead};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Read a document's status
#[utoipa::path(
    get,
    path = "/api/admin/documents/{id}",
    tag = "documents",
    params(("id" = String, Path, description = "The document")),
    responses((status = 200, body = DocumentBody)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn get_document(
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<DocumentId>,
) -> ApiResult<Json<DocumentBody>> {
    Ok(Json(can.document(id).await?.into()))
}
