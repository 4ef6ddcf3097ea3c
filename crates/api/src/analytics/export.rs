//! `GET /api/admin/analytics/export`: a report's days as a table.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};

use super::body::DayBody;
use super::query::ReportQuery;
use crate::auth::{Can, ConversationsRead};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::{Params, csv};

/// Export a report's days
#[utoipa::path(
    get,
    path = "/api/admin/analytics/export",
    tag = "conversations",
    params(ReportQuery),
    responses((status = 200, body = String, content_type = "text/csv")),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read"]))
)]
pub async fn export_report(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    Params(query): Params<ReportQuery>,
) -> ApiResult<([(HeaderName, HeaderValue); 2], Vec<u8>)> {
    let range = query.range(&can, edge.clock.now()).await?;
    let days = edge.hot.insight(can.tenant.id).days(range).await?;
    let mut text = csv::lines([DayBody::COLUMNS])?;
    text.extend(csv::lines(days.into_iter().map(|day| DayBody::from(day).cells()))?);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"days.csv\"")),
    ];
    Ok((headers, text))
}
