//! `DELETE /api/admin/invitations/{id}`: an invitation is taken back.

use axum::http::StatusCode;
use domain::id::InvitationId;

use crate::auth::{Can, MembersManage};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Take an invitation back
#[utoipa::path(
    delete,
    path = "/api/admin/invitations/{id}",
    tag = "organization",
    params(("id" = String, Path, description = "The invitation")),
    responses((status = 204)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn revoke_invitation(
    can: Can<MembersManage>,
    IdPath(id): IdPath<InvitationId>,
) -> ApiResult<StatusCode> {
    if can.store.revoke_invitation(id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
