//! `POST /api/auth/invitation/accept`: somebody joins, and is signed in.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use domain::member::User;
use domain::member::accounts::Joining;
use domain::storage::StorageError;
use serde::Deserialize;
use utoipa::ToSchema;

use super::look::open;
use crate::account::{AccountBody, LinkToken, fits, hashed, start_session, verify};
use crate::auth::from_own_page;
use crate::context::Edge;
use crate::edge::ClientAddress;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::JsonBody;

/// Who joins.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// From the link.
    token: LinkToken,
    /// The account's password; a new one of 8 to 256 bytes when they have none.
    #[schema(max_length = 256)]
    password: String,
    /// How to address them, when they are new.
    #[schema(max_length = 80)]
    name: Option<String>,
}

/// Accept an invitation
#[utoipa::path(
    post,
    path = "/api/auth/invitation/accept",
    tag = "account",
    request_body = AcceptInvitation,
    responses((status = 201, body = AccountBody)),
    security(())
)]
pub async fn accept_invitation(
    State(edge): State<Edge>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    JsonBody(body): JsonBody<AcceptInvitation>,
) -> ApiResult<(StatusCode, [(HeaderName, HeaderValue); 1], Json<AccountBody>)> {
    from_own_page(&headers, &edge.settings)?;
    edge.gate.limits.sign_in(address)?;
    let (tenant, invitation) = open(&edge, &body.token).await?;
    edge.gate.limits.account(&invitation.email)?;
    let user = match edge.directory.user_by_email(&invitation.email).await? {
        Some(user) => verify(&edge, Some(user), body.password).await?,
        None => newcomer(&edge, invitation.email, body.password, body.name).await?,
    };
    let joining = Joining { token: body.token.hash()?, user, member: edge.ids.next(), stamp: edge.stamp() };
    let joined = edge.accounts.join(&joining).await.map_err(|error| match error {
        StorageError::Conflict("user_id") => ApiError::new(Code::Conflict, "You are a member already."),
        other => other.into(),
    })?;
    let member = joined.ok_or_else(LinkToken::refused)?;
    let (cookie, csrf) = start_session(&edge, tenant.id, member.user_id, &headers).await?;
    let account = AccountBody::new(tenant, member, csrf);
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, cookie)], Json(account)))
}

async fn newcomer(edge: &Edge, email: String, text: String, name: Option<String>) -> ApiResult<User> {
    fits(&text).map_err(|problem| ApiError::invalid_fields(vec![problem]))?;
    let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    if name.as_deref().is_some_and(|name| name.chars().count() > 80) {
        return Err(ApiError::invalid("name", "must have at most 80 characters"));
    }
    let password_hash = hashed(edge, text).await?;
    Ok(User { id: edge.ids.next(), email, name, password_hash, created_at: edge.clock.now() })
}
