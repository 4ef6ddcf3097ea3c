//! `GET /api/auth/me`: who is signed in.

use axum::Json;

use super::body::AccountBody;
use crate::auth::SignedIn;

/// Tell who is signed in
#[utoipa::path(
    get,
    path = "/api/auth/me",
    tag = "account",
    responses((status = 200, body = AccountBody)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn me(SignedIn(p): SignedIn) -> Json<AccountBody> {
    Json(AccountBody::new(p.tenant, p.member, p.csrf_token))
}
