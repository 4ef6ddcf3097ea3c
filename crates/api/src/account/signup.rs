//! `POST /api/auth/signup`: somebody signs up, with an organization of their own.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use domain::member::password;
use domain::tenant::sign_up::{NewOrganization, sign_up};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{AccountBody, start_session};
use crate::auth::from_own_page;
use crate::context::Edge;
use crate::edge::ClientAddress;
use crate::error::{ApiError, ApiResult, FieldError};
use crate::wire::JsonBody;

/// Who signs up.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignUpBody {
    /// Their address.
    #[schema(example = "ann@shop.example", max_length = 254)]
    email: String,
    /// 8 to 256 bytes.
    #[schema(min_length = 8, max_length = 256)]
    password: String,
    /// How to address them.
    #[schema(max_length = 80)]
    name: Option<String>,
    /// The organization's name.
    #[schema(min_length = 1, max_length = 80)]
    organization: String,
}

/// Sign up
///
/// Creates an account and an organization that it owns, and signs in.
#[utoipa::path(
    post,
    path = "/api/auth/signup",
    tag = "account",
    request_body = SignUpBody,
    responses((status = 201, body = AccountBody)),
    security(())
)]
pub async fn signup(
    State(edge): State<Edge>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    JsonBody(body): JsonBody<SignUpBody>,
) -> ApiResult<(StatusCode, [(HeaderName, HeaderValue); 1], Json<AccountBody>)> {
    from_own_page(&headers, &edge.settings)?;
    edge.gate.limits.sign_in(address)?;
    let email = body.check()?;
    let password_hash = hashed(&edge, body.password).await?;
    let new = NewOrganization {
        organization: body.organization,
        email,
        name: body.name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
        password_hash,
    };
    let sign_up = sign_up(edge.directory.as_ref(), edge.clock.as_ref(), edge.ids.as_ref(), new).await?;
    let (cookie, csrf) = start_session(&edge, sign_up.tenant.id, sign_up.user.id, &headers).await?;
    let account = AccountBody::new(sign_up.tenant, sign_up.member, csrf);
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, cookie)], Json(account)))
}

/// The hash of a password whose form is already checked.
pub async fn hashed(edge: &Edge, text: String) -> ApiResult<String> {
    let ids = edge.ids.clone();
    edge.passwords.run(move || password::hash(&text, ids.as_ref())).await?.map_err(ApiError::internal)
}

/// Whether a password may be chosen.
pub fn fits(text: &str) -> Result<(), FieldError> {
    let (min, max) = (password::MIN_LENGTH, password::MAX_LENGTH);
    if text.chars().count() >= min && text.len() <= max {
        Ok(())
    } else {
        Err(FieldError::new("password", format!("must have {min} to {max} characters")))
    }
}

impl SignUpBody {
    /// Every broken rule, or the address as it is stored.
    fn check(&self) -> ApiResult<String> {
        let email = self.email.trim().to_lowercase();
        let mut problems = Vec::new();
        let mut check = |ok: bool, path: &str, message: String| {
            if !ok {
                problems.push(FieldError::new(path, message));
            }
        };
        check(looks_like_email(&email), "email", "must be an e-mail address".into());
        if let Err(problem) = fits(&self.password) {
            check(false, "password", problem.message);
        }
        check(
            self.name.as_deref().is_none_or(|n| n.chars().count() <= 80),
            "name",
            "must have at most 80 characters".into(),
        );
        let organization = self.organization.trim().chars().count();
        check((1..=80).contains(&organization), "organization", "must have 1 to 80 characters".into());
        if problems.is_empty() { Ok(email) } else { Err(ApiError::invalid_fields(problems)) }
    }
}

/// One `@` with something sensible on both sides. Whether it exists only a message to it can tell.
pub fn looks_like_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let clean = |part: &str| {
        !part.is_empty()
            && !part.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"@".contains(c))
    };
    text.len() <= 254 && clean(local) && clean(host) && !host.starts_with('.') && !host.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(email: &str, password: &str, organization: &str) -> Vec<String> {
        let body = SignUpBody {
            email: email.into(),
            password: password.into(),
            name: None,
            organization: organization.into(),
        };
        body.check().map_or_else(
            |e| e.fields.into_iter().map(|f| f.path).collect(),
            |email| vec![format!("ok {email}")],
        )
    }

    #[test]
    fn every_broken_rule_is_named_at_once() {
        assert_eq!(check(" Ann@Shop.example ", "12345678", "Shop"), ["ok ann@shop.example"]);
        assert_eq!(check("ann", "1234567", " "), ["email", "password", "organization"]);
        assert_eq!(check("a@b", &"x".repeat(257), "Shop"), ["password"]);
        for email in ["", "@", "a@", "@b", "a b@c", "a@b@c", "a@.b", "a@b.", "a<x>@b"] {
            assert_eq!(check(email, "12345678", "Shop"), ["email"], "{email}");
        }
    }
}
