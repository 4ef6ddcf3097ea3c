//! `GET /api/admin/analytics`: a report.

use axum::Json;
use axum::extract::State;
use domain::insight::group;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::{DayBody, LatencyBody, QuestionGroup};
use super::query::ReportQuery;
use crate::auth::{Can, ConversationsRead};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::Params;

/// How many unanswered questions are grouped: the latest.
const QUESTIONS: u32 = 1_000;
/// Groups in a report.
const GROUPS: usize = 20;

/// Conversations in numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Report {
    /// Oldest first; days without a question are left out.
    days: Vec<DayBody>,
    /// How long whole answers took.
    latency: LatencyBody,
    /// What nobody could answer: the largest groups of the latest 1,000 unanswered questions.
    unanswered: Vec<QuestionGroup>,
}

/// Report on conversations
#[utoipa::path(
    get,
    path = "/api/admin/analytics",
    tag = "conversations",
    params(ReportQuery),
    responses((status = 200, body = Report)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read"]))
)]
pub async fn get_report(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    Params(query): Params<ReportQuery>,
) -> ApiResult<Json<Report>> {
    let range = query.range(&can, edge.clock.now()).await?;
    let store = edge.hot.insight(can.tenant.id);
    let days = store.days(range).await?.into_iter().map(Into::into).collect();
    let latency = store.latency(range).await?.into();
    let groups = group(store.unanswered(range, QUESTIONS).await?);
    let unanswered = groups.into_iter().take(GROUPS).map(Into::into).collect();
    Ok(Json(Report { days, latency, unanswered }))
}
