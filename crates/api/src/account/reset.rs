//! `POST /api/auth/reset`: somebody chooses a new password with a link that they were given.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

use super::LinkToken;
use super::signup::{fits, hashed};
use crate::auth::from_own_page;
use crate::context::Edge;
use crate::edge::ClientAddress;
use crate::error::{ApiError, ApiResult};
use crate::wire::JsonBody;

/// The link's token and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// From the link.
    token: LinkToken,
    /// 8 to 256 bytes.
    #[schema(min_length = 8, max_length = 256)]
    password: String,
}

/// Reset a password
///
/// Works once and for a day. Every session of the account ends.
#[utoipa::path(
    post,
    path = "/api/auth/reset",
    tag = "account",
    request_body = ResetPassword,
    responses((status = 204)),
    security(())
)]
pub async fn reset_password(
    State(edge): State<Edge>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ResetPassword>,
) -> ApiResult<StatusCode> {
    from_own_page(&headers, &edge.settings)?;
    edge.gate.limits.sign_in(address)?;
    let token = body.token.hash()?;
    fits(&body.password).map_err(|problem| ApiError::invalid_fields(vec![problem]))?;
    let hash = hashed(&edge, body.password).await?;
    if edge.accounts.use_reset(&token, &hash, &edge.stamp()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(LinkToken::refused())
    }
}
