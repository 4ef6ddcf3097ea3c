//! `POST /api/admin/invitations`: somebody is asked to join.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::invitation::{Invitation, LIFETIME};
use domain::key::SecretHash;
use domain::member::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::InvitationBody;
use crate::account::{RoleBody, looks_like_email, secret};
use crate::auth::{Can, MembersManage};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::JsonBody;

/// Most members and open invitations of one organization.
const MAX: usize = 500;

/// Who is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateInvitation {
    /// Their address.
    #[schema(example = "bob@shop.example", max_length = 254)]
    email: String,
    /// What they may do; at most what the inviting member may.
    #[schema(value_type = RoleBody)]
    role: Role,
}

/// A new invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedInvitation {
    /// For the invited person: shown now and never again.
    link: String,
    /// The rest.
    #[serde(flatten)]
    body: InvitationBody,
}

/// Invite somebody
///
/// Works once and for a week. An earlier invitation to the same address ends.
#[utoipa::path(
    post,
    path = "/api/admin/invitations",
    tag = "organization",
    request_body = CreateInvitation,
    responses((status = 201, body = CreatedInvitation)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn create_invitation(
    State(edge): State<Edge>,
    can: Can<MembersManage>,
    JsonBody(body): JsonBody<CreateInvitation>,
) -> ApiResult<(StatusCode, Json<CreatedInvitation>)> {
    let email = body.email.trim().to_lowercase();
    if !looks_like_email(&email) {
        return Err(ApiError::invalid("email", "must be an e-mail address"));
    }
    if can.member.as_ref().is_none_or(|by| by.role < body.role) {
        return Err(ApiError::forbidden("Nobody gives more than they have."));
    }
    let members = can.store.members().await?;
    if members.iter().any(|member| member.email == email) {
        return Err(ApiError::new(Code::Conflict, "They are a member already."));
    }
    if members.len() + can.store.invitations().await?.len() >= MAX {
        return Err(ApiError::forbidden(format!("An organization has at most {MAX} members.")));
    }
    let token = secret(edge.ids.as_ref());
    let now = edge.clock.now();
    let invitation = Invitation {
        id: edge.ids.next(),
        email,
        role: body.role,
        invited_by: can.actor.member(),
        created_at: now,
        expires_at: now.plus(LIFETIME),
    };
    can.store.invite(&invitation, &SecretHash::of(&token)).await?;
    let link = edge.settings.link("invitation", &token);
    Ok((StatusCode::CREATED, Json(CreatedInvitation { link, body: invitation.into() })))
}
