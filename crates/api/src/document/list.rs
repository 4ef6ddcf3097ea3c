//! `GET /api/admin/agents/{id}/documents`.

use axum::Json;
use domain::id::AgentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::DocumentBody;
use crate::auth::{Can, DocumentsRead};
use crate::error::ApiResult;
use crate::wire::{IdPath, PageQuery, Params, cursor};

/// Documents.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPage {
    /// Newest first.
    documents: Vec<DocumentBody>,
    /// Pass as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// List an agent's documents
///
/// Pages of web sources are listed with their source.
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/documents",
    tag = "documents",
    params(("id" = String, Path, description = "The agent"), PageQuery),
    responses((status = 200, body = DocumentPage)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn list_documents(
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<AgentId>,
    Params(page): Params<PageQuery>,
) -> ApiResult<Json<DocumentPage>> {
    let page = page.request()?;
    can.agent(id).await?;
    let page = can.store.documents(id, page).await?;
    let next_cursor = cursor(page.next);
    Ok(Json(DocumentPage { documents: page.items.into_iter().map(Into::into).collect(), next_cursor }))
}
