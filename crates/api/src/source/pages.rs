//! `GET /api/admin/sources/{id}/pages`: what became of each address of a source.

use axum::Json;
use domain::clock::Timestamp;
use domain::document::DocumentStatus;
use domain::id::{DocumentId, SourceId};
use domain::source::{PageState, SourcePage};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{Can, DocumentsRead};
use crate::error::ApiResult;
use crate::wire::{IdPath, PageQuery, Params, cursor};

/// Addresses of a source.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourcePages {
    /// In the order in which they were met.
    pages: Vec<SourcePageBody>,
    /// Pass as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// An address of a source.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourcePageBody {
    /// The canonical address.
    url: String,
    /// The page's title, once it has a document.
    title: Option<String>,
    /// How far it is.
    status: PageStatusBody,
    /// Why it failed, or whose content it has.
    reason: Option<String>,
    /// Its document; one of an earlier time may serve while a page cannot be had.
    #[schema(value_type = Option<String>)]
    document_id: Option<DocumentId>,
    /// How many passages it has.
    chunk_count: u32,
    /// When the site was last asked.
    #[schema(value_type = Option<String>, format = DateTime)]
    checked_at: Option<Timestamp>,
}

/// How far a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PageStatusBody {
    /// It is still to be asked for.
    Waiting,
    /// It was fetched and is being read.
    Reading,
    /// It can be found.
    Ready,
    /// It has the content of another address.
    Duplicate,
    /// It could not be had or read.
    Failed,
}

/// List a web source's pages
#[utoipa::path(
    get,
    path = "/api/admin/sources/{id}/pages",
    tag = "sources",
    params(("id" = String, Path, description = "The source"), PageQuery),
    responses((status = 200, body = SourcePages)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn list_pages(
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<SourceId>,
    Params(page): Params<PageQuery>,
) -> ApiResult<Json<SourcePages>> {
    let page = page.request()?;
    can.source(id).await?;
    let page = can.store.pages(id, page).await?;
    let next_cursor = cursor(page.next);
    Ok(Json(SourcePages { pages: page.items.into_iter().map(Into::into).collect(), next_cursor }))
}

fn status(page: &SourcePage) -> PageStatusBody {
    match (page.state, page.document.as_ref().map(|document| document.status)) {
        (PageState::Duplicate, _) => PageStatusBody::Duplicate,
        (PageState::Failed, _) | (_, Some(DocumentStatus::Failed)) => PageStatusBody::Failed,
        (_, Some(DocumentStatus::Ready)) => PageStatusBody::Ready,
        (PageState::Waiting, _) => PageStatusBody::Waiting,
        (PageState::Kept, _) => PageStatusBody::Reading,
    }
}

impl From<SourcePage> for SourcePageBody {
    fn from(page: SourcePage) -> Self {
        let status = status(&page);
        let (title, chunk_count, error) = match &page.document {
            Some(document) => (Some(document.title.clone()), document.chunk_count, document.error.clone()),
            None => (None, 0, None),
        };
        Self {
            url: page.address,
            title,
            status,
            reason: page.note.or(error),
            document_id: page.document.map(|document| document.id),
            chunk_count,
            checked_at: page.checked_at,
        }
    }
}
