//! `GET /api/admin/sources/{id}`.

use axum::Json;
use axum::http::HeaderName;
use domain::id::SourceId;

use super::body::SourceBody;
use crate::auth::{Can, DocumentsRead};
use crate::error::ApiResult;
use crate::wire::{IdPath, etag};

/// Get a web source
#[utoipa::path(
    get,
    path = "/api/admin/sources/{id}",
    tag = "sources",
    params(("id" = String, Path, description = "The source")),
    responses((status = 200, body = SourceBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn get_source(
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<SourceId>,
) -> ApiResult<([(HeaderName, String); 1], Json<SourceBody>)> {
    let source = can.source(id).await?;
    let counts = can.store.page_counts(id).await?;
    Ok((etag(source.revision), Json(SourceBody::new(source, counts))))
}
