//! `POST /api/admin/sources/{id}/sync`: asks the site now what has changed.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::SourceId;
use domain::job::{Job, JobKind};

use super::body::SourceBody;
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Synchronize a web source now
///
/// Pages that have not changed are left as they are. When a synchronization runs already, that one is meant.
#[utoipa::path(
    post,
    path = "/api/admin/sources/{id}/sync",
    tag = "sources",
    params(("id" = String, Path, description = "The source")),
    responses((status = 202, body = SourceBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
)]
pub async fn sync_source(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<SourceId>,
) -> ApiResult<(StatusCode, Json<SourceBody>)> {
    let source = can.source(id).await?;
    let kind = JobKind::SyncSource { source_id: id, sync: source.sync };
    // `false`: one runs, or the source has just gone, which the next line finds out.
    can.store.begin_sync(id, None, &Job::due(edge.ids.next(), kind, edge.clock.now())).await?;
    let source = can.source(id).await?;
    let counts = can.store.page_counts(id).await?;
    Ok((StatusCode::ACCEPTED, Json(SourceBody::new(source, counts))))
}
