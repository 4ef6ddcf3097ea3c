//! `PATCH /api/auth/me`: how to address somebody.

use axum::Json;
use axum::extract::State;
use domain::member::Member;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::AccountBody;
use crate::auth::SignedIn;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::JsonBody;

/// Longest name, in characters.
const MAX: usize = 80;

/// What to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAccount {
    /// How to address them; empty or null: by their address.
    #[schema(max_length = 80)]
    name: Option<String>,
}

/// Change one's name
#[utoipa::path(
    patch,
    path = "/api/auth/me",
    tag = "account",
    request_body = UpdateAccount,
    responses((status = 200, body = AccountBody)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn update_account(
    State(edge): State<Edge>,
    SignedIn(p): SignedIn,
    JsonBody(body): JsonBody<UpdateAccount>,
) -> ApiResult<Json<AccountBody>> {
    let name = body.name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    if name.as_deref().is_some_and(|name| name.chars().count() > MAX) {
        return Err(ApiError::invalid("name", format!("must have at most {MAX} characters")));
    }
    edge.accounts.rename_user(p.member.user_id, name.as_deref(), &edge.stamp()).await?;
    Ok(Json(AccountBody::new(p.tenant, Member { name, ..p.member }, p.csrf_token)))
}
