//! `GET /api/admin/visitors/{id}`: what is known of a visitor.

use axum::Json;
use axum::extract::State;
use domain::id::VisitorId;
use domain::visitor::Visitor;

use super::VisitorBody;
use crate::auth::{Can, ConversationsRead};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Read a visitor
///
/// What they said is in their conversations: `GET /api/admin/conversations/export?visitor=` gives all of it.
#[utoipa::path(
    get,
    path = "/api/admin/visitors/{id}",
    tag = "conversations",
    params(("id" = String, Path, description = "The visitor")),
    responses((status = 200, body = VisitorBody)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read"]))
)]
pub async fn get_visitor(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    IdPath(id): IdPath<VisitorId>,
) -> ApiResult<Json<VisitorBody>> {
    find(&edge, &can, id).await.map(|visitor| Json(visitor.into()))
}

/// A visitor of an agent that the caller reaches.
pub(super) async fn find<P>(edge: &Edge, can: &Can<P>, id: VisitorId) -> ApiResult<Visitor> {
    let visitor = can.conversations(edge).known_visitor(id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(visitor.agent_id)?;
    Ok(visitor)
}
