//! `POST /api/auth/login`: a member signs in.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::member::{Member, MemberStatus, User, password};
use domain::tenant::{Tenant, TenantStatus};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{AccountBody, start_session};
use crate::auth::from_own_page;
use crate::context::Edge;
use crate::edge::ClientAddress;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::JsonBody;

/// Verified in place of a stored hash when the address is unknown, so that both answers take the same time. It has the parameters
/// of [`password::hash`]; no password belongs to it.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LoginBody {
    /// The address.
    #[schema(example = "ann@shop.example", max_length = 254)]
    email: String,
    /// The password.
    #[schema(max_length = 256)]
    password: String,
}

/// Log in
#[utoipa::path(
    post,
    path = "/api/auth/login",
    tag = "account",
    request_body = LoginBody,
    responses((status = 200, body = AccountBody)),
    security(())
)]
pub async fn login(
    State(edge): State<Edge>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    JsonBody(body): JsonBody<LoginBody>,
) -> ApiResult<([(HeaderName, HeaderValue); 1], Json<AccountBody>)> {
    from_own_page(&headers, &edge.settings)?;
    let email = body.email.trim().to_lowercase();
    edge.gate.limits.sign_in(address)?;
    edge.gate.limits.account(&email)?;
    let user = edge.directory.user_by_email(&email).await?;
    let user = verify(&edge, user, body.password).await?;
    let (tenant, member) = place(&edge, &user).await?;
    let (cookie, csrf) = start_session(&edge, tenant.id, user.id, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(AccountBody::new(tenant, member, csrf))))
}

/// The user, if the password is theirs.
pub async fn verify(edge: &Edge, user: Option<User>, text: String) -> ApiResult<User> {
    let stored = user.as_ref().map_or_else(|| NOBODY.to_owned(), |user| user.password_hash.clone());
    let matches = matches(edge, text, stored).await?;
    user.filter(|_| matches).ok_or_else(wrong)
}

/// Whether the password is the stored one. A password that nobody can have chosen costs no work.
pub async fn matches(edge: &Edge, text: String, stored: String) -> ApiResult<bool> {
    if text.len() > password::MAX_LENGTH {
        return Ok(false);
    }
    edge.passwords.run(move || password::verify(&text, &stored)).await
}

/// The first organization that they can work in.
async fn place(edge: &Edge, user: &User) -> ApiResult<(Tenant, Member)> {
    let places = edge.directory.memberships(user.id).await?;
    places
        .into_iter()
        .find(|(tenant, member)| {
            tenant.status == TenantStatus::Active && member.status == MemberStatus::Active
        })
        .ok_or_else(wrong)
}

/// One answer for every reason: who asks must not learn which addresses have accounts.
fn wrong() -> ApiError {
    ApiError::new(Code::Unauthenticated, "E-mail address or password is wrong.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire_test::CountingIds;

    #[test]
    fn the_stand_in_costs_as_much_as_a_real_hash_and_never_matches() {
        let real = password::hash("secret-password", &CountingIds::default()).unwrap();
        let parameters = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(parameters(NOBODY), parameters(&real));
        assert!(password::verify("secret-password", &real));
        assert!(!password::verify("", NOBODY));
    }
}
