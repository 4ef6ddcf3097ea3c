//! `POST /api/auth/password`: somebody changes their password; their other sessions end.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::login::matches;
use super::signup::{fits, hashed};
use crate::auth::SignedIn;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::JsonBody;

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangePassword {
    /// The password as it is.
    #[schema(max_length = 256)]
    current: String,
    /// 8 to 256 bytes.
    #[schema(min_length = 8, max_length = 256)]
    password: String,
}

/// Change one's password
///
/// Every other session ends, in all organizations, and so do links to reset the password.
#[utoipa::path(
    post,
    path = "/api/auth/password",
    tag = "account",
    request_body = ChangePassword,
    responses((status = 204)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn change_password(
    State(edge): State<Edge>,
    SignedIn(p): SignedIn,
    JsonBody(body): JsonBody<ChangePassword>,
) -> ApiResult<StatusCode> {
    fits(&body.password).map_err(|problem| ApiError::invalid_fields(vec![problem]))?;
    edge.gate.limits.account(&p.member.email)?;
    let user = edge.accounts.user(p.member.user_id).await?.ok_or_else(ApiError::unauthenticated)?;
    if !matches(&edge, body.current, user.password_hash).await? {
        return Err(ApiError::invalid("current", "is not your password"));
    }
    let hash = hashed(&edge, body.password).await?;
    edge.accounts.set_password(user.id, &hash, &p.session, &edge.stamp()).await?;
    Ok(StatusCode::NO_CONTENT)
}
