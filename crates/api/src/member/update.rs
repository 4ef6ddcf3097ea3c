//! `PATCH /api/admin/members/{id}`: another role, suspended, or active again.

use axum::Json;
use domain::id::MemberId;
use domain::member::change::{MemberChange, allowed};
use domain::member::{Member, MemberStatus, Role};
use domain::storage::StorageError;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::MemberBody;
use crate::account::RoleBody;
use crate::auth::{Can, MembersManage};
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::{IdPath, JsonBody};

/// What to change; exactly one of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMember {
    /// What they may do from now on.
    #[schema(value_type = Option<RoleBody>)]
    role: Option<Role>,
    /// Whether every credential of theirs is refused.
    suspended: Option<bool>,
}

/// Change a member
///
/// Acts everywhere within 5 seconds. The last active owner stays one (409).
#[utoipa::path(
    patch,
    path = "/api/admin/members/{id}",
    tag = "organization",
    params(("id" = String, Path, description = "The member")),
    request_body = UpdateMember,
    responses((status = 200, body = MemberBody)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn update_member(
    can: Can<MembersManage>,
    IdPath(id): IdPath<MemberId>,
    JsonBody(body): JsonBody<UpdateMember>,
) -> ApiResult<Json<MemberBody>> {
    let change = match (body.role, body.suspended) {
        (Some(role), None) => MemberChange::Role(role),
        (None, Some(true)) => MemberChange::Status(MemberStatus::Suspended),
        (None, Some(false)) => MemberChange::Status(MemberStatus::Active),
        _ => return Err(ApiError::invalid("role", "name either a role or whether they are suspended")),
    };
    perform(&can, id, change).await?;
    let member = can.store.member(id).await?.ok_or_else(ApiError::not_found)?;
    Ok(Json(member.into()))
}

/// Makes the change if the caller may; how the member was before.
pub async fn perform(can: &Can<MembersManage>, id: MemberId, change: MemberChange) -> ApiResult<Member> {
    let target = can.store.member(id).await?.ok_or_else(ApiError::not_found)?;
    let by =
        can.member.as_ref().ok_or_else(|| ApiError::forbidden("Only a signed-in member may do this."))?;
    allowed(by, &target, change).map_err(|refusal| ApiError::forbidden(refusal.to_string()))?;
    match can.store.change_member(id, change).await {
        Err(StorageError::Conflict("owner")) => Err(ApiError::new(
            Code::Conflict,
            "An organization needs an owner. Make somebody else one first.",
        )),
        changed => changed?.ok_or_else(ApiError::not_found),
    }
}
