//! `DELETE /api/admin/members/{id}`: somebody leaves, or is shown out.

use axum::http::StatusCode;
use domain::id::MemberId;
use domain::member::change::MemberChange;

use super::update::perform;
use crate::auth::{Can, MembersManage};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Remove a member
///
/// Their sessions in this organization end; their account and other organizations stay. The last active owner stays (409).
#[utoipa::path(
    delete,
    path = "/api/admin/members/{id}",
    tag = "organization",
    params(("id" = String, Path, description = "The member")),
    responses((status = 204)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn remove_member(can: Can<MembersManage>, IdPath(id): IdPath<MemberId>) -> ApiResult<StatusCode> {
    perform(&can, id, MemberChange::Remove).await?;
    Ok(StatusCode::NO_CONTENT)
}
