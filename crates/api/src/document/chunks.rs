//! `GET /api/admin/documents/{id}/chunks`: the passages that a document was cut into.

use axum::Json;
use domain::document::Chunk;
use domain::id::{ChunkId, DocumentId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{Can, DocumentsRead};
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, Params};

/// Most passages at once.
const MAX_LIMIT: u32 = 100;

/// Which passages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChunksQuery {
    /// First position, from 0.
    from: Option<u32>,
    /// At most this many, 1 to 100; 50 by default.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A passage.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChunkBody {
    /// Its id.
    #[schema(value_type = String, example = "chk_0198c0de000070008000000000000001")]
    id: ChunkId,
    /// 0, 1, 2, … within the document.
    position: u32,
    /// Headings above it, joined by ` › `.
    heading: Option<String>,
    /// Page, when the document has pages.
    page: Option<u32>,
    /// The text.
    text: String,
}

/// Passages.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChunkList {
    /// By position.
    chunks: Vec<ChunkBody>,
    /// Pass as `from` for the next ones; null at the end.
    next_from: Option<u32>,
}

/// List a document's passages
#[utoipa::path(
    get,
    path = "/api/admin/documents/{id}/chunks",
    tag = "documents",
    params(("id" = String, Path, description = "The document"), ChunksQuery),
    responses((status = 200, body = ChunkList)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn list_chunks(
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<DocumentId>,
    Params(query): Params<ChunksQuery>,
) -> ApiResult<Json<ChunkList>> {
    let (from, limit) = (query.from.unwrap_or(0), query.limit.unwrap_or(50));
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(ApiError::invalid("limit", format!("must be 1 to {MAX_LIMIT}")));
    }
    if i32::try_from(from).is_err() {
        return Err(ApiError::invalid("from", "is too large"));
    }
    can.document(id).await?;
    // One more than wanted only tells that there is more.
    let mut chunks = can.store.chunks(id, from, limit + 1).await?;
    let more = chunks.len() > limit as usize;
    chunks.truncate(limit as usize);
    let next_from = if more { chunks.last().map(|chunk| chunk.position + 1) } else { None };
    Ok(Json(ChunkList { chunks: chunks.into_iter().map(Into::into).collect(), next_from }))
}

impl From<Chunk> for ChunkBody {
    fn from(chunk: Chunk) -> Self {
        Self {
            id: chunk.id,
            position: chunk.position,
            heading: Some(chunk.heading).filter(|heading| !heading.is_empty()),
            page: chunk.page,
            text: chunk.text,
        }
    }
}
