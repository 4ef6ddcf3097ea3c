//! `POST /api/admin/members/{id}/reset`: a link with which a member chooses a new password.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::clock::Timestamp;
use domain::id::MemberId;
use domain::key::SecretHash;
use domain::member::accounts::{RESET_LIFETIME, ResetLink};
use serde::Serialize;
use utoipa::ToSchema;

use crate::account::secret;
use crate::auth::{Can, MembersManage};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// A link to choose a new password.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreatedReset {
    /// For the member: shown now and never again.
    link: String,
    /// Refused from then on.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Make a link to reset a member's password
///
/// Works once and for a day; an earlier link ends. Refused for somebody who is in other organizations, too: their account is not this
/// organization's to give away.
#[utoipa::path(
    post,
    path = "/api/admin/members/{id}/reset",
    tag = "organization",
    params(("id" = String, Path, description = "The member")),
    responses((status = 201, body = CreatedReset)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn reset_member(
    State(edge): State<Edge>,
    can: Can<MembersManage>,
    IdPath(id): IdPath<MemberId>,
) -> ApiResult<(StatusCode, Json<CreatedReset>)> {
    let member = can.store.member(id).await?.ok_or_else(ApiError::not_found)?;
    if can.member.as_ref().is_none_or(|by| by.role < member.role) {
        return Err(ApiError::forbidden("Only an owner may do this."));
    }
    if edge.directory.memberships(member.user_id).await?.len() > 1 {
        return Err(ApiError::forbidden("They are in other organizations, too: an operator can help."));
    }
    let token = secret(edge.ids.as_ref());
    let expires_at = edge.clock.now().plus(RESET_LIFETIME);
    let reset = ResetLink { token: SecretHash::of(&token), user: member.user_id, expires_at };
    edge.accounts.create_reset(&reset, Some((can.tenant.id, can.acting()))).await?;
    let link = edge.settings.link("reset", &token);
    Ok((StatusCode::CREATED, Json(CreatedReset { link, expires_at })))
}
