//! `POST /api/auth/logout`: a member signs out.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};

use super::body::clear_cookie;
use crate::auth::SignedIn;
use crate::context::Edge;
use crate::error::ApiResult;

/// Log out
#[utoipa::path(
    post,
    path = "/api/auth/logout",
    tag = "account",
    responses((status = 204)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn logout(
    State(edge): State<Edge>,
    SignedIn(member): SignedIn,
) -> ApiResult<(StatusCode, [(HeaderName, HeaderValue); 1])> {
    edge.directory.delete_session(&member.session).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, clear_cookie(&edge.settings))]))
}
