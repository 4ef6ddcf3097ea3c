//! `PATCH /api/admin/sources/{id}`: what belongs to a source, and when it is synchronized; holds from the next synchronization on.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::id::SourceId;
use domain::job::{Job, JobKind};
use domain::source::Schedule;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{ScheduleBody, SourceBody};
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, IfMatch, JsonBody, etag};

/// Fields to set; what is left out keeps its value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateSource {
    /// Most pages.
    #[schema(minimum = 1)]
    max_pages: Option<u32>,
    /// Sites: most links from the address to a page.
    #[schema(minimum = 0, maximum = 20)]
    max_depth: Option<u32>,
    /// Paths that belong to it; an empty list is all.
    #[schema(max_items = 20)]
    include: Option<Vec<String>>,
    /// Paths that do not.
    #[schema(max_items = 20)]
    exclude: Option<Vec<String>>,
    /// How often it is synchronized by itself.
    #[schema(value_type = Option<ScheduleBody>)]
    schedule: Option<Schedule>,
    /// The source's `version` that the change is based on; `If-Match` says the same.
    version: Option<i64>,
}

/// Change a web source
///
/// With `If-Match` (or `version` in the body) a change that is based on an older state is refused with 409.
#[utoipa::path(
    patch,
    path = "/api/admin/sources/{id}",
    tag = "sources",
    params(("id" = String, Path, description = "The source"), ("If-Match" = Option<String>, Header, description = "The source's `version`")),
    request_body = UpdateSource,
    responses((status = 200, body = SourceBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
)]
pub async fn update_source(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<SourceId>,
    if_match: IfMatch,
    JsonBody(body): JsonBody<UpdateSource>,
) -> ApiResult<([(HeaderName, String); 1], Json<SourceBody>)> {
    let mut source = can.source(id).await?;
    let expected = if_match.expected(body.version, source.revision)?;
    let scope = &mut source.scope;
    scope.max_pages = body.max_pages.unwrap_or(scope.max_pages);
    scope.max_depth = body.max_depth.unwrap_or(scope.max_depth);
    scope.include = body.include.unwrap_or_else(|| std::mem::take(&mut scope.include));
    scope.exclude = body.exclude.unwrap_or_else(|| std::mem::take(&mut scope.exclude));
    let problems = scope.problems(edge.settings.max_source_pages);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let now = edge.clock.now();
    source.updated_at = now;
    let mut begin = None;
    if let Some(schedule) = body.schedule {
        source.schedule = schedule;
        // A synchronization that runs plans the next one when it ends.
        source.next_sync_at = if source.syncing { None } else { schedule.next(now) };
        begin = source
            .next_sync_at
            .map(|planned| Job::due(edge.ids.next(), JobKind::BeginSync { source_id: id, planned }, planned));
    }
    let updated = can.store.update_source(expected, &source, begin.as_ref()).await?;
    let updated = updated.ok_or_else(ApiError::not_found)?;
    let counts = can.store.page_counts(id).await?;
    Ok((etag(updated.revision), Json(SourceBody::new(updated, counts))))
}
