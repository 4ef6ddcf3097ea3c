//! `POST /api/auth/invitation`: what an invitation says, for the page that its link opens.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::invitation::Invitation;
use domain::member::Role;
use domain::tenant::{Tenant, TenantStatus};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::account::{LinkToken, RoleBody};
use crate::auth::from_own_page;
use crate::context::Edge;
use crate::edge::ClientAddress;
use crate::error::ApiResult;
use crate::wire::JsonBody;

/// Which invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookAtInvitation {
    /// From the link.
    token: LinkToken,
}

/// What an invitation says.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvitationView {
    /// The organization's name.
    organization: String,
    /// Who is invited.
    email: String,
    /// What they may do when they have joined.
    #[schema(value_type = RoleBody)]
    role: Role,
    /// Whether they have an account and join with its password; else they choose one.
    has_account: bool,
}

/// Look at an invitation
#[utoipa::path(
    post,
    path = "/api/auth/invitation",
    tag = "account",
    request_body = LookAtInvitation,
    responses((status = 200, body = InvitationView)),
    security(())
)]
pub async fn look_at_invitation(
    State(edge): State<Edge>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    JsonBody(body): JsonBody<LookAtInvitation>,
) -> ApiResult<Json<InvitationView>> {
    from_own_page(&headers, &edge.settings)?;
    edge.gate.limits.sign_in(address)?;
    let (tenant, invitation) = open(&edge, &body.token).await?;
    let has_account = edge.directory.user_by_email(&invitation.email).await?.is_some();
    Ok(Json(InvitationView {
        organization: tenant.name,
        email: invitation.email,
        role: invitation.role,
        has_account,
    }))
}

/// The invitation, if it still can be accepted.
pub async fn open(edge: &Edge, token: &LinkToken) -> ApiResult<(Tenant, Invitation)> {
    let found = edge.accounts.invitation(&token.hash()?).await?;
    let now = edge.clock.now();
    found
        .filter(|(tenant, one)| tenant.status == TenantStatus::Active && one.expires_at > now)
        .ok_or_else(LinkToken::refused)
}
