//! `GET /api/admin/audit-log`.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::AuditBody;
use super::filter::AuditQuery;
use crate::auth::{AuditRead, Can};
use crate::error::ApiResult;
use crate::wire::{PageQuery, Params, cursor};

/// Recorded changes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditPage {
    /// Newest first.
    entries: Vec<AuditBody>,
    /// Pass as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// List who changed what
#[utoipa::path(
    get,
    path = "/api/admin/audit-log",
    tag = "organization",
    params(AuditQuery, PageQuery),
    responses((status = 200, body = AuditPage)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn list_changes(
    can: Can<AuditRead>,
    Params(query): Params<AuditQuery>,
    Params(page): Params<PageQuery>,
) -> ApiResult<Json<AuditPage>> {
    let page = can.store.audit_log(&query.filter()?, page.request()?).await?;
    let next_cursor = cursor(page.next);
    Ok(Json(AuditPage { entries: page.items.into_iter().map(Into::into).collect(), next_cursor }))
}
