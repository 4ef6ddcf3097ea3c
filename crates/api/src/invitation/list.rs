//! `GET /api/admin/invitations`.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::InvitationBody;
use crate::auth::{Can, MembersManage};
use crate::error::ApiResult;

/// Invitations.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationList {
    /// Newest first; expired ones included.
    invitations: Vec<InvitationBody>,
}

/// List open invitations
#[utoipa::path(
    get,
    path = "/api/admin/invitations",
    tag = "organization",
    responses((status = 200, body = InvitationList)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn list_invitations(can: Can<MembersManage>) -> ApiResult<Json<InvitationList>> {
    let invitations = can.store.invitations().await?.into_iter().map(Into::into).collect();
    Ok(Json(InvitationList { invitations }))
}
