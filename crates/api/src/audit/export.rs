//! `GET /api/admin/audit-log/export`: the record as a table.

use axum::http::{HeaderName, HeaderValue, header};
use domain::page::PageRequest;

use super::body::AuditBody;
use super::filter::AuditQuery;
use crate::auth::{AuditRead, Can};
use crate::error::ApiResult;
use crate::wire::{Params, csv};

/// Most entries in one file.
const MAX: usize = 10_000;

/// Export who changed what
///
/// As CSV, newest first, at most 10,000 entries. Cells that a spreadsheet would take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/admin/audit-log/export",
    tag = "organization",
    params(AuditQuery),
    responses((status = 200, body = String, content_type = "text/csv")),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn export_changes(
    can: Can<AuditRead>,
    Params(query): Params<AuditQuery>,
) -> ApiResult<([(HeaderName, HeaderValue); 2], Vec<u8>)> {
    let filter = query.filter()?;
    let mut text = csv::lines([AuditBody::COLUMNS])?;
    let mut next = Some(PageRequest { after: None, limit: PageRequest::MAX });
    let mut left = MAX;
    while let Some(request) = next.take() {
        let page = can.store.audit_log(&filter, request).await?;
        left = left.saturating_sub(page.items.len());
        text.extend(csv::lines(page.items.into_iter().map(|entry| AuditBody::from(entry).cells()))?);
        next = page.next.filter(|_| left > 0).map(|after| PageRequest { after: Some(after), ..request });
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"changes.csv\"")),
    ];
    Ok((headers, text))
}
