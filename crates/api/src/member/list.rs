//! `GET /api/admin/members`.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::MemberBody;
use crate::auth::{Can, MembersRead};
use crate::error::ApiResult;

/// Members.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberList {
    /// Oldest first.
    members: Vec<MemberBody>,
}

/// List members
#[utoipa::path(
    get,
    path = "/api/admin/members",
    tag = "organization",
    responses((status = 200, body = MemberList)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn list_members(can: Can<MembersRead>) -> ApiResult<Json<MemberList>> {
    let members = can.store.members().await?.into_iter().map(MemberBody::from).collect();
    Ok(Json(MemberList { members }))
}
